using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;
using Procurement.Users.YourAccount;

namespace Procurement.Users.TwoStep;

/// <summary>Keeps the apps' keys encrypted: who reads the database alone cannot make codes.</summary>
internal sealed class TwoStepKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Procurement.Users.TwoStep");

    public byte[] Open(PortalUser user) => _protector.Unprotect(Convert.FromBase64String(user.TwoStepKey ?? throw new InvalidOperationException("The account has no key.")));

    public string Seal(byte[] key) => Convert.ToBase64String(_protector.Protect(key));
}

/// <summary>Turns codes at sign-in on and off.</summary>
internal sealed class TwoStepHandler(
    PortalDbContext db, IWho who, TwoStepKeys keys, YourAccountHandler account, INotify notify, ISiteIdentity site, TimeProvider clock)
{
    public Task<PortalUser?> LoadAsync(CancellationToken ct) => db.Set<PortalUser>().FirstOrDefaultAsync(u => u.Id == who.UserId, ct);

    /// <summary>Makes a key to set up with, unless one is waiting already: a reloaded page shows the same.</summary>
    public async Task<Result> PrepareAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { } user) return new NotFound();
        if (user.TwoFactorEnabled) return new TwoStepIsOn();
        if (user.TwoStepKey is not null) return Result.Done;
        user.TwoStepKey = keys.Seal(Totp.NewKey());
        user.Touch();
        return await db.SaveAsync(ct: ct);
    }

    /// <summary>The key in words, and as a picture.</summary>
    public (string Text, string Svg) Show(PortalUser user)
    {
        var key = keys.Open(user);
        return (Totp.Text(key, grouped: true), QrPicture.Svg(Totp.Address(key, site.Name, user.Email!)));
    }

    /// <summary>Turns codes on once the app has shown that it knows the key. Returns the recovery codes: they are shown once.</summary>
    public async Task<Result<IReadOnlyList<string>>> TurnOnAsync(string? code, CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { } user) return new NotFound();
        if (user.TwoFactorEnabled) return new TwoStepIsOn();
        if (user.TwoStepKey is null) return new CodeIsWrong();
        if (Totp.Match(keys.Open(user), code ?? "", clock.GetUtcNow(), user.TwoStepLastUsed) is not { } step) return new CodeIsWrong();
        var recovery = RecoveryCodes.Make();
        user.TwoStepLastUsed = step;
        user.TurnOnTwoStep(recovery);
        db.Raise(new TwoStepTurnedOn(user.Id));
        var saved = await db.SaveAsync(ct: ct);
        return saved.Refusal is { } refusal ? refusal : (Result<IReadOnlyList<string>>)(List<string>)[.. recovery];
    }

    public async Task<Result<IReadOnlyList<string>>> NewCodesAsync(string? password, CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { TwoFactorEnabled: true } user) return new NotFound();
        if (await account.CheckAsync(user, password, ct) is { } wrong) return wrong;
        var recovery = RecoveryCodes.Make();
        user.TurnOnTwoStep(recovery);
        db.Raise(new TwoStepTurnedOn(user.Id));
        var saved = await db.SaveAsync(ct: ct);
        return saved.Refusal is { } refusal ? refusal : (Result<IReadOnlyList<string>>)(List<string>)[.. recovery];
    }

    public async Task<Result<PortalUser>> TurnOffAsync(string? password, CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { TwoFactorEnabled: true } user) return new NotFound();
        if (await account.CheckAsync(user, password, ct) is { } wrong) return wrong;
        user.TurnOffTwoStep();
        db.Raise(new TwoStepTurnedOff(user.Id));
        await notify.SendAsync(new Notice("AccountTwoStepOff", new To.Person(user.Id), "/account", new() { ["At"] = London.Long(clock.GetUtcNow()) }), ct);
        var saved = await db.SaveAsync(ct: ct);
        return saved.Refusal is { } refusal ? refusal : user;
    }
}
