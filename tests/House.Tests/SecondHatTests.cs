namespace Procurement.House.Tests;

public sealed class SecondHatOnSqlite(HouseOnSqlite house) : SecondHatTests(house), IClassFixture<HouseOnSqlite>;

public sealed class SecondHatOnPostgreSql(HouseOnPostgreSql house) : SecondHatTests(house), IClassFixture<HouseOnPostgreSql>;

/// <summary>The folder asks whether somebody is of any approved organisation of the kind; the object has to ask of which.</summary>
public abstract class SecondHatTests(House house)
{
    [Fact]
    public async Task Who_belongs_to_a_suspended_supplier_and_to_another_does_nothing_for_the_first_and_still_reads_its_bid()
    {
        Dictionary<string, Guid> ids = new() { ["OPEN"] = Guid.Parse(house.Things["open"]) };
        await house.Portal.PlayAsync("""
            [
              {"step":"organisation","id":"LAPSED","kind":"Supplier","name":"Rusted Bolt CIC (demo)","type":"CIC","numbers":[{"scheme":"GB-COH","number":"99300021"}],"areas":["CPA03"],"services":["VET-SUP"],"cohorts":["VET"],"people":[{"email":"chief@hats.example.org"}]},
              {"step":"organisation","id":"SPARE","kind":"Supplier","name":"New Bolt CIC (demo)","type":"CIC","numbers":[{"scheme":"GB-COH","number":"99300022"}],"areas":["CPA03"],"services":["VET-SUP"],"cohorts":["VET"],"people":[{"email":"chief@hats.example.org"}]},
              {"step":"bid","id":"B","opportunity":"OPEN","bidder":"LAPSED","lots":[1],"stage":"draft","undeclared":true,"writer":"chief@hats.example.org","approver":"chief@hats.example.org","delivers":{"LAPSED":"All of it."},"prices":[31000]}
            ]
            """, ids);
        var chief = await house.Portal.SignInAsync("chief@hats.example.org");
        var (lapsed, bid) = await house.Portal.AsAsync(null, async s => (await Things.ReferenceAsync(s, "organisations_organisations", ids["LAPSED"]), await Things.ReferenceAsync(s, "bidding_bids", ids["B"])));
        var price = await chief.GetAsync($"/bids/{bid}/price");
        Assert.Equal(200, (int)price.Status);

        await SwitchAsync(lapsed, "Suspend");
        Assert.Equal(200, (int)(await chief.GetAsync("/bids/" + bid)).Status);
        Assert.Equal(403, (int)(await chief.SendAsync(price)).Status);
        Assert.Equal(302, (int)(await chief.GetAsync($"/bids/{bid}/price")).Status);
        // Its own file it may still put right.
        Assert.Equal(200, (int)(await chief.GetAsync($"/your-organisation/{lapsed}/profile")).Status);
    }

    [Fact]
    public async Task An_officer_of_a_suspended_authority_changes_nothing_of_what_it_said()
    {
        var authority = await house.Portal.AsAsync(null, s => Things.ReferenceAsync(s, "organisations_organisations", Guid.Parse(house.Things["e06000005"])));
        var officer = house.People["neighbour"];
        var redact = house.Things.Fill("/requests/{id=neighbour-proposed}/redact");
        Assert.Equal(200, (await officer.GetAsync(redact)).Status);
        await SwitchAsync(authority, "Suspend");
        try
        {
            Assert.Equal(404, (await officer.GetAsync(redact)).Status);
            Assert.Equal(404, (await officer.PostAsync(redact, true, new("Input.Text", "Nothing."), new("Input.Why", "A name."))).Status);
        }
        finally
        {
            await SwitchAsync(authority, "Reinstate");
        }

        Assert.Equal(200, (await officer.GetAsync(redact)).Status);
    }

    private async Task SwitchAsync(string reference, string handler)
    {
        var reply = await house.People["administrator"].PostAsync($"/admin/organisations/{reference}?handler={handler}", true, new KeyValuePair<string, string>("Input.Reason", "Not to be reached for a year."));
        Assert.Equal(302, reply.Status);
    }
}
