using Procurement.Data;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Site.Domain;

namespace Procurement.Site.SwitchFeature;

/// <summary>Switches a feature on or off.</summary>
internal sealed class SwitchFeatureHandler(PortalDbContext db, ISettings settings, FeatureBoard board)
{
    private const int Attempts = 5;

    public async Task<Result> SwitchAsync(string featureId, bool on, CancellationToken ct)
    {
        if (board.Find(featureId) is not { } feature) return new NotFound();
        if (!on && feature.Always) return new FeatureIsNeeded(feature.Name);
        Result saved = Result.Done;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await settings.ReadAsync<FeatureSwitches>(ct);
            if (stored.Value.Off.Contains(featureId) != on) return Result.Done;
            List<string> off = on ? [.. stored.Value.Off.Where(o => o != featureId)] : [.. stored.Value.Off, featureId];
            db.Raise(on ? new FeatureSwitchedOn(featureId) : new FeatureSwitchedOff(featureId));
            // Somebody switched another feature at the same moment: both are to stand.
            saved = await settings.SaveAsync(new FeatureSwitches { Off = off }, stored.Version, ct);
            if (saved.IsDone) return saved;
        }

        return saved;
    }
}
