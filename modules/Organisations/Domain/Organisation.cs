using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;

namespace Procurement.Organisations.Domain;

/// <summary>A supplier, a lead provider or an authority, with its numbers and its people.</summary>
internal sealed class Organisation : Entity
{
    public const int LongestName = 160;
    public const int MostWords = 250;

    private readonly List<Identifier> _identifiers = [];
    private readonly List<Member> _members = [];
    private readonly List<Appointment> _appointments = [];

    private Organisation()
    {
    }

    public string Reference { get; private set; } = "";
    public string Slug { get; private set; } = "";
    public OrganisationKind Kind { get; private set; }
    public OrganisationStatus Status { get; private set; }

    /// <summary>Why it was rejected or suspended; empty otherwise.</summary>
    public string StatusReason { get; private set; } = "";

    public string TypeCode { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string NameCy { get; private set; } = "";

    /// <summary>For an authority: its GSS code, which belongs to one organisation.</summary>
    public string? GssCode { get; private set; }

    public string Description { get; private set; } = "";
    public string DescriptionCy { get; private set; } = "";

    /// <summary>Its income in a year, in whole pounds; null when it does not say.</summary>
    public int? Income { get; private set; }

    public string Email { get; private set; } = "";
    public string Phone { get; private set; } = "";
    public string Website { get; private set; } = "";
    public string Address { get; private set; } = "";

    /// <summary>True when its address must never be public, as for a women-only place.</summary>
    public bool IsAddressSecret { get; private set; }

    public List<string> ServiceCodes { get; private set; } = [];
    public List<string> CohortCodes { get; private set; } = [];
    public List<string> AreaCodes { get; private set; } = [];

    /// <summary>True when its register says that its accounts are late.</summary>
    public bool IsAccountsOverdue { get; private set; }

    /// <summary>Who began the registration; null when an administrator set it up.</summary>
    public Guid? RegisteredBy { get; private set; }

    public DateTimeOffset BegunAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Counts changes of its people, so that two that would together break a rule collide.</summary>
    public int PeopleVersion { get; private set; }

    /// <summary>What lists are sorted by.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>What searches look into: names, words, and codes as <c>area:cpa17</c>.</summary>
    public string SearchText { get; private set; } = "";

    public IReadOnlyList<Identifier> Identifiers => _identifiers;

    public IReadOnlyList<Member> Members => _members;

    public IReadOnlyList<Appointment> Appointments => _appointments;

    public OrganisationType? Type => OrganisationTypes.Find(TypeCode);

    public bool IsDraft => Status is OrganisationStatus.Draft or OrganisationStatus.Rejected;

    /// <summary>Begins a registration: a draft that nobody else sees, with its first member.</summary>
    public static Organisation Begin(string reference, Guid userId, DateTimeOffset now)
    {
        var organisation = new Organisation
        {
            Reference = reference,
            Slug = reference.ToLowerInvariant(),
            Kind = OrganisationKind.Supplier,
            RegisteredBy = userId,
            BegunAt = now,
        };
        organisation._members.Add(Member.Of(organisation.Id, userId, Duties.All, now));
        organisation.Index();
        return organisation;
    }

    /// <summary>An authority that an administrator sets up.</summary>
    public static Organisation ForAuthority(string reference, string gss, string name, string nameCy, string areaCode, string orgId, DateTimeOffset now)
    {
        var organisation = SetUp(reference, OrganisationKind.Authority, OrganisationTypes.LocalAuthority, name, nameCy, now);
        organisation.GssCode = gss;
        organisation.AreaCodes = [areaCode];
        if (orgId.LastIndexOf('-') is > 0 and var at) organisation._identifiers.Add(Identifier.Of(organisation.Id, orgId[..at], orgId[(at + 1)..]));
        organisation.Claim();
        organisation.Raise(new OrganisationSetUp(organisation.Id, reference, name, OrganisationKind.Authority, gss));
        return organisation;
    }

    /// <summary>A lead provider that an administrator sets up.</summary>
    public static Result<Organisation> ForLeadProvider(string reference, string typeCode, string name, string nameCy, IEnumerable<(string Scheme, string Number)> numbers, DateTimeOffset now)
    {
        if (OrganisationTypes.Find(typeCode) is not { } type) return new OrganisationNeedsAType();
        if (!type.MayLead) return new TypeMayNotLead();
        if (string.IsNullOrWhiteSpace(name)) return new OrganisationNeedsAName();
        if (name.Length > LongestName || nameCy.Length > LongestName) return new NameIsTooLong(LongestName);

        var organisation = SetUp(reference, OrganisationKind.LeadProvider, typeCode, name.Trim(), nameCy.Trim(), now);
        if (organisation.SetNumbers(numbers).Refusal is { } refusal) return refusal;
        organisation.Claim();
        organisation.Raise(new OrganisationSetUp(organisation.Id, reference, organisation.Name, OrganisationKind.LeadProvider, null));
        return organisation;
    }

    public Result ChooseType(string? code)
    {
        if (!IsDraft) return new RegistrationWasSent();
        if (OrganisationTypes.ForSuppliers.All(t => t.Code != code)) return new OrganisationNeedsAType();

        TypeCode = code!;
        _identifiers.RemoveAll(i => !Type!.Schemes.Contains(i.Scheme));
        return Result.Done;
    }

    public Result GiveName(string? name, string? nameCy)
    {
        if (!IsDraft) return new RegistrationWasSent();
        if (string.IsNullOrWhiteSpace(name)) return new OrganisationNeedsAName();
        if (name.Trim().Length > LongestName || nameCy?.Trim().Length > LongestName) return new NameIsTooLong(LongestName);

        (Name, NameCy) = (name.Trim(), nameCy?.Trim() ?? "");
        Index();
        return Result.Done;
    }

    public Result GiveNumbers(IEnumerable<(string Scheme, string Number)> numbers)
    {
        if (!IsDraft) return new RegistrationWasSent();

        return SetNumbers(numbers);
    }

    public Result GiveContact(string? email, string? phone, string? website, string? address, bool isAddressSecret)
    {
        if (!LooksLikeEmail(email)) return new ContactEmailIsMalformed();

        Email = email!.Trim();
        Phone = Short(phone, 40);
        Website = Short(website, 200);
        Address = Short(address, 400);
        IsAddressSecret = isAddressSecret;
        return Result.Done;
    }

    public Result Describe(string? description, string? descriptionCy, int? income)
    {
        if (income < 0) return new IncomeIsNoAmount();
        var words = Math.Max(WordCount.Of(description), WordCount.Of(descriptionCy));
        if (words > MostWords) return new DescriptionIsTooLong(words, MostWords);

        (Description, DescriptionCy, Income) = (description?.Trim() ?? "", descriptionCy?.Trim() ?? "", income);
        Index();
        return Result.Done;
    }

    public Result Offer(IEnumerable<string> services)
    {
        List<string> chosen = [.. services.Distinct()];
        if (chosen.Count == 0 && Kind == OrganisationKind.Supplier) return new OrganisationNeedsAService();

        ServiceCodes = chosen;
        Index();
        return Result.Done;
    }

    public Result Serve(IEnumerable<string> cohorts)
    {
        CohortCodes = [.. cohorts.Distinct()];
        Index();
        return Result.Done;
    }

    public Result Cover(IEnumerable<string> areas)
    {
        List<string> chosen = [.. areas.Distinct()];
        if (chosen.Count == 0 && Kind == OrganisationKind.Supplier) return new OrganisationNeedsAPlace();

        AreaCodes = chosen;
        Index();
        return Result.Done;
    }

    /// <summary>Changes the Welsh name of an organisation that is in use; its English name is what was approved.</summary>
    public Result GiveWelshName(string? nameCy)
    {
        if (nameCy?.Trim().Length > LongestName) return new NameIsTooLong(LongestName);

        NameCy = nameCy?.Trim() ?? "";
        Index();
        return Result.Done;
    }

    /// <summary>Says that the profile of an organisation in use has changed.</summary>
    public void ProfileChanged()
    {
        if (!IsDraft) Raise(new OrganisationProfileChanged(Id, Reference, Name));
    }

    /// <summary>What is still missing before it can be sent, by the step that asks for it.</summary>
    public IEnumerable<string> Missing()
    {
        if (Type is null) yield return "type";
        if (Name.Length == 0) yield return "name";
        if (Type is { NeedsANumber: true } && _identifiers.All(i => i.Scheme == IdentifierSchemes.Vat)) yield return "numbers";
        if (Email.Length == 0) yield return "contact";
        if (ServiceCodes.Count == 0) yield return "services";
        if (AreaCodes.Count == 0) yield return "places";
    }

    /// <summary>Sends the registration to the administrators, and claims its numbers.</summary>
    public Result Send(string slug, DateTimeOffset now)
    {
        if (!IsDraft) return new RegistrationWasSent();
        if (Missing().Any()) return new RegistrationIsIncomplete();

        Status = OrganisationStatus.AwaitingApproval;
        StatusReason = "";
        Slug = slug;
        SentAt = now;
        Claim();
        Raise(new OrganisationRegistered(Id, Reference, Name));
        return Result.Done;
    }

    public Result Approve(DateTimeOffset now)
    {
        if (Status != OrganisationStatus.AwaitingApproval) return new OrganisationIsNotWaiting();

        (Status, DecidedAt) = (OrganisationStatus.Approved, now);
        Raise(new OrganisationApproved(Id, Reference, Name));
        return Result.Done;
    }

    /// <summary>Gives it back with a reason. Its numbers are free again: somebody else may have the better right to them.</summary>
    public Result Reject(string? reason, DateTimeOffset now)
    {
        if (Status != OrganisationStatus.AwaitingApproval) return new OrganisationIsNotWaiting();
        if (string.IsNullOrWhiteSpace(reason)) return new ReasonIsMissing();

        (Status, StatusReason, DecidedAt) = (OrganisationStatus.Rejected, Short(reason, 1000), now);
        foreach (var identifier in _identifiers) identifier.GiveUp();
        Raise(new OrganisationRejected(Id, Reference, Name, StatusReason));
        return Result.Done;
    }

    public Result Suspend(string? reason)
    {
        if (Status != OrganisationStatus.Approved) return new OrganisationIsNotApproved();
        if (string.IsNullOrWhiteSpace(reason)) return new ReasonIsMissing();

        (Status, StatusReason) = (OrganisationStatus.Suspended, Short(reason, 1000));
        Raise(new OrganisationSuspended(Id, Reference, StatusReason));
        return Result.Done;
    }

    public Result Reinstate()
    {
        if (Status != OrganisationStatus.Suspended) return new OrganisationIsNotSuspended();

        (Status, StatusReason) = (OrganisationStatus.Approved, "");
        Raise(new OrganisationReinstated(Id, Reference));
        return Result.Done;
    }

    /// <summary>Notes what an administrator found in the registers.</summary>
    public void NoteRegisters(IReadOnlyCollection<Guid> checkedNumbers, bool isAccountsOverdue)
    {
        foreach (var identifier in _identifiers) identifier.IsChecked = checkedNumbers.Contains(identifier.Id);
        IsAccountsOverdue = isAccountsOverdue;
        ProfileChanged();
    }

    /// <summary>Invites a person. Returns the invitation and the secret of its link, which is kept nowhere.</summary>
    public Result<(Invitation Invitation, string Token)> Invite(string? email, IReadOnlyCollection<string> duties, bool isMemberAlready, DateTimeOffset now)
    {
        if (Status is not OrganisationStatus.Approved) return new OrganisationIsNotApproved();
        if (!LooksLikeEmail(email)) return new EmailIsMalformed();
        if (Member.InOrder(duties).Count == 0) return new MemberNeedsADuty();
        if (isMemberAlready) return new PersonIsAMemberAlready();

        var made = Invitation.New(Id, email!.Trim().ToLowerInvariant(), duties, now);
        Raise(new ColleagueInvited(Id, Reference, made.Invitation.Id, made.Invitation.Duties));
        return made;
    }

    /// <summary>Takes in the person who holds the invitation.</summary>
    public Result Join(Invitation invitation, Guid userId, string email, DateTimeOffset now)
    {
        if (invitation.Accept(email, now).Refusal is { } refusal) return refusal;

        var known = _members.Find(m => m.UserId == userId);
        if (known is null) _members.Add(Member.Of(Id, userId, invitation.Duties, now));
        else if (known.IsActive) known.Give(known.Duties.Union(invitation.Duties));
        else known.Return(invitation.Duties, now);
        PeopleVersion++;
        Raise(new MemberJoined(Id, Reference, userId, invitation.Duties));
        return Result.Done;
    }

    public void Revoked(Invitation invitation) => Raise(new InvitationRevoked(Id, Reference, invitation.Id));

    public Result ChangeDuties(Guid memberId, IReadOnlyCollection<string> duties)
    {
        if (_members.Find(m => m.Id == memberId && m.IsActive) is not { } member) return new NotFound();
        if (Member.InOrder(duties).Count == 0) return new MemberNeedsADuty();
        if (!duties.Contains(Duties.Manage) && IsLastManager(member)) return new LastManagerHasToStay();

        member.Give(duties);
        PeopleVersion++;
        Raise(new MemberDutiesChanged(Id, Reference, member.UserId, member.Duties));
        return Result.Done;
    }

    public Result Remove(Guid memberId, DateTimeOffset now)
    {
        if (_members.Find(m => m.Id == memberId && m.IsActive) is not { } member) return new NotFound();
        if (IsLastManager(member)) return new LastManagerHasToStay();

        member.Leave(now);
        PeopleVersion++;
        Raise(new MemberRemoved(Id, Reference, member.UserId));
        return Result.Done;
    }

    /// <summary>Appoints a lead provider to areas.</summary>
    public Result<Appointment> Appoint(IReadOnlyCollection<string> areaCodes, DateOnly from, DateOnly? to, DateTimeOffset now)
    {
        if (Kind != OrganisationKind.LeadProvider) return new OnlyLeadProvidersAreAppointed();
        if (areaCodes.Count == 0) return new AppointmentNeedsAreas();
        if (to < from) return new AppointmentEndsBeforeItStarts();

        var appointment = Appointment.Of(Id, areaCodes, from, to, now);
        _appointments.Add(appointment);
        Raise(new LeadProviderAppointed(Id, Reference, appointment.Id, appointment.AreaCodes, from, to));
        return appointment;
    }

    /// <summary>Ends an appointment earlier. What was published under it stays.</summary>
    public Result EndAppointment(Guid appointmentId, DateOnly to, string? reason, DateOnly today)
    {
        if (_appointments.Find(a => a.Id == appointmentId) is not { } appointment) return new NotFound();
        if (appointment.To is { } known && known <= to) return new AppointmentEndsAlready(known);
        if (to < appointment.From) return new AppointmentEndsBeforeItStarts();
        if (to < today) return new AppointmentCannotEndInThePast();
        if (string.IsNullOrWhiteSpace(reason)) return new ReasonIsMissing();

        appointment.End(to, Short(reason, 500));
        Raise(new AppointmentEnded(Id, Reference, appointment.Id, to, appointment.EndReason));
        return Result.Done;
    }

    private static Organisation SetUp(string reference, OrganisationKind kind, string typeCode, string name, string nameCy, DateTimeOffset now)
    {
        var organisation = new Organisation
        {
            Reference = reference,
            Slug = reference.ToLowerInvariant(),
            Kind = kind,
            TypeCode = typeCode,
            Name = name,
            NameCy = nameCy,
            Status = OrganisationStatus.Approved,
            BegunAt = now,
            DecidedAt = now,
        };
        organisation.Index();
        return organisation;
    }

    internal void TakeSlug(string slug) => Slug = slug;

    private Result SetNumbers(IEnumerable<(string Scheme, string Number)> numbers)
    {
        var wanted = new List<(string Scheme, string Number)>();
        foreach (var (code, typed) in numbers)
        {
            if (string.IsNullOrWhiteSpace(typed)) continue;
            var scheme = IdentifierSchemes.Of(code);
            var number = scheme.Normalise(typed);
            if (scheme.Judge(number) == NumberVerdict.Malformed) return new NumberIsMalformed(scheme.Register, typed.Trim(), scheme.Example);
            if (!wanted.Contains((code, number))) wanted.Add((code, number));
        }

        if (Type is { NeedsANumber: true } type && wanted.All(w => w.Scheme == IdentifierSchemes.Vat))
            return new OrganisationNeedsANumber(IdentifierSchemes.Of(type.PrimaryScheme).Register);

        _identifiers.RemoveAll(i => !wanted.Contains((i.Scheme, i.Number)));
        foreach (var (scheme, number) in wanted)
        {
            if (!_identifiers.Exists(i => i.Scheme == scheme && i.Number == number)) _identifiers.Add(Identifier.Of(Id, scheme, number));
        }

        return Result.Done;
    }

    private void Claim()
    {
        foreach (var identifier in _identifiers) identifier.MakeClaim();
    }

    private bool IsLastManager(Member member) =>
        member.Duties.Contains(Duties.Manage) && !_members.Exists(m => m.Id != member.Id && m.IsActive && m.Duties.Contains(Duties.Manage));

    private void Index()
    {
        NameKey = Naming.Folded(Name);
        SearchText = string.Join(' ',
        [
            NameKey, Naming.Folded(NameCy), Naming.Folded(Description), Naming.Folded(DescriptionCy), Reference.ToLowerInvariant(),
            .. AreaCodes.Select(c => AreaToken(c)), .. ServiceCodes.Select(c => ServiceToken(c)),
        ]) + " ";
    }

    internal static string AreaToken(string code) => "area:" + code.ToLowerInvariant() + ";";

    internal static string ServiceToken(string code) => "service:" + code.ToLowerInvariant() + ";";

    internal static bool LooksLikeEmail(string? text) =>
        text?.Trim() is { Length: > 4 and <= 254 } mail && mail.IndexOf('@') is > 0 and var at && at == mail.LastIndexOf('@')
        && mail.LastIndexOf('.') > at + 1 && !mail.EndsWith('.') && !mail.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static string Short(string? text, int most) => text?.Trim() is { } t ? t.Length > most ? t[..most] : t : "";
}
