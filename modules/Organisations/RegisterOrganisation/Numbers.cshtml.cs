using Microsoft.AspNetCore.Mvc;
using Procurement.Kernel;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>Which public numbers does it have?</summary>
public sealed class NumbersModel : RegistrationPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal override string Step => "numbers";

    internal string LabelOf(int i)
    {
        var scheme = Input.Numbers[i].Scheme;
        var label = W.Text("IdentifierScheme." + scheme);
        return Draft.Type!.NeedsANumber && scheme == Draft.Type.PrimaryScheme ? label : W.Text("Organisations.Optional", label);
    }

    internal string HintOf(int i)
    {
        var scheme = IdentifierSchemes.Of(Input.Numbers[i].Scheme!);
        return W.Text("Organisations.Register.Numbers.Hint", scheme.Register, scheme.Example);
    }

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        if (Draft.Type is null) return LocalRedirect(UrlOf("type"));
        Fill(scheme => Draft.Identifiers.FirstOrDefault(i => i.Scheme == scheme)?.Number);
        return Page();
    }

    /// <summary>Saves the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        if (Draft.Type is null) return LocalRedirect(UrlOf("type"));
        var typed = Input.Numbers.Where(n => n.Scheme is not null).ToLookup(n => n.Scheme!, n => n.Number);
        Fill(scheme => typed[scheme].FirstOrDefault());

        List<string?> claims = [];
        for (var i = 0; i < Input.Numbers.Count; i++)
        {
            claims.Add(null);
            if (Input.Numbers[i] is not { Scheme: { } code, Number: { } number } || string.IsNullOrWhiteSpace(number)) continue;
            var scheme = IdentifierSchemes.Of(code);
            var normalised = scheme.Normalise(number);
            claims[i] = Identifier.KeyOf(code, normalised);
            if (scheme.Judge(normalised) == NumberVerdict.Malformed)
                ModelState.AddModelError($"Input.Numbers[{i}].Number", W.Text(new NumberIsMalformed(scheme.Register, number.Trim(), scheme.Example)));
        }

        var taken = await Drafts.TakenAsync(Draft.Id, [.. claims.OfType<string>()], ct);
        for (var i = 0; i < claims.Count; i++)
        {
            if (claims[i] is { } claim && taken.Contains(claim))
                ModelState.AddModelError($"Input.Numbers[{i}].Number", W.Text(new NumberIsRegisteredAlready()));
        }

        if (!ModelState.IsValid) return Page();
        var result = await Drafts.HandleAsync(Reference, d => d.GiveNumbers(Input.Numbers.Select(n => (n.Scheme!, n.Number ?? ""))), ct);
        if (result.Refusal is not OrganisationNeedsANumber needs) return result.Refusal is { } refusal ? Refused(refusal) : Next();
        ModelState.AddModelError("Input.Numbers[0].Number", W.Text(needs));
        return Page();
    }

    private void Fill(Func<string, string?> number) =>
        Input.Numbers = [.. Draft.Type!.Schemes.Select(s => new NumberInput { Scheme = s, Number = number(s) })];

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>A number for each register.</summary>
        public List<NumberInput> Numbers { get; set; } = [];
    }

    /// <summary>A number.</summary>
    public sealed class NumberInput
    {
        /// <summary>The register's code.</summary>
        public string? Scheme { get; set; }

        /// <summary>The number as typed.</summary>
        public string? Number { get; set; }
    }
}
