using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;
using Procurement.Workflows.PublishTypes;

namespace Procurement.Workflows.EditTypes;

/// <summary>A change: the definition after it, and what was done, for the list of changes and for the audit trail.</summary>
/// <param name="After">The definition after it.</param>
/// <param name="What">The key of the sentence.</param>
/// <param name="Detail">What fills it: the title of a step, for example.</param>
internal sealed record Edit(Definition After, string What, string? Detail)
{
    /// <summary>The change in one word, for the audit trail: the end of the key.</summary>
    public string Change => What[(What.LastIndexOf('.') + 1)..];
}

/// <summary>Everything that is done to a draft. Who saw an older one is refused, and told who changed what.</summary>
internal sealed partial class DraftHandler(PortalDbContext db, ProblemFinder problems, PublishTypeHandler publisher, ChangeContext change, IWho who, IWords words, TimeProvider clock)
{
    private const int LongestTitle = 200;
    private const int LongestNote = 1000;

    /// <summary>Begins to change a type, from its latest version or an older one; a draft that stands already is gone on with.</summary>
    public async Task<Result> StartAsync(string name, int? number, CancellationToken ct)
    {
        if (await db.Set<WorkflowType>().AsNoTracking().FirstOrDefaultAsync(t => t.Name == name, ct) is not { } type) return new NotFound();
        if (await db.Set<WorkflowDraft>().AnyAsync(d => d.Name == name, ct)) return Result.Done;
        var from = number ?? type.LatestNumber;
        if (await db.Set<WorkflowTypeVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.TypeId == type.Id && v.Number == from, ct) is not { } version) return new NotFound();
        // The draft stands on the latest version, also when it begins with what an older one said: that is what it is compared with.
        Add(new WorkflowDraft(type.Id, name, type.LatestNumber, version.Definition, who, clock.GetUtcNow()), Sentence.Of("Workflows.Change.Begun", [from]));
        var saved = await db.SaveAsync(_ => new DraftIsGone(), ct);
        // Somebody else began at the same moment: there is one, and that is all that was asked for.
        return saved.Refusal is DraftIsGone ? Result.Done : saved;
    }

    /// <summary>Begins a new type, from nothing or from a copy.</summary>
    public async Task<Result> CreateAsync(string? name, string? title, string? copyOf, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(title)) return new TypeTitleMissing();
        if (title.Trim().Length > LongestTitle) return new TextIsTooLong(LongestTitle, "Input.Title");
        if (string.IsNullOrWhiteSpace(name)) return new TypeNameMissing();
        name = name.Trim();
        if (!NameForm().IsMatch(name) || name.Length > 100) return new TypeNameWrong();
        if (await db.Set<WorkflowType>().AnyAsync(t => t.Name == name, ct) || await db.Set<WorkflowDraft>().AnyAsync(d => d.Name == name, ct)) return new TypeNameTaken(name);
        var definition = DefinitionEdits.Empty(title.Trim());
        if (!string.IsNullOrEmpty(copyOf))
        {
            var source = await (from t in db.Set<WorkflowType>() join v in db.Set<WorkflowTypeVersion>() on t.LatestVersionId equals v.Id where t.Name == copyOf select v.Definition).FirstOrDefaultAsync(ct);
            if (source is null) return new NotFound();
            definition = DefinitionReader.Stored(source) with { Title = title.Trim() };
        }

        Add(new WorkflowDraft(Guid.CreateVersion7(), name, 0, DefinitionReader.Write(definition).Json, who, clock.GetUtcNow()),
            copyOf is { Length: > 0 } ? Sentence.Of("Workflows.Change.Copied", [copyOf]) : Sentence.Of("Workflows.Change.BegunFromNothing", []));
        return await db.SaveAsync(_ => new TypeNameTaken(name), ct);
    }

    /// <summary>Changes the draft.</summary>
    public Task<Result> ChangeAsync(string name, int rowVersion, Func<Definition, Result<Edit>> act, CancellationToken ct) => WithAsync(name, rowVersion, async draft =>
    {
        var before = DefinitionReader.Stored(draft.Content);
        var result = act(before);
        if (result.Refusal is { } refusal) return refusal;
        var edit = result.Value;
        if (edit.After.Activities.Count > DefinitionEdits.MostSteps) return new TooManySteps(DefinitionEdits.MostSteps);
        var (json, hash) = DefinitionReader.Write(edit.After);
        // Saving a form that nobody has changed is no change.
        if (hash == DefinitionReader.Write(before).Hash && json == draft.Content) return Result.Done;
        var undone = await db.Set<DraftChange>().Where(c => c.DraftId == draft.Id && (c.Number > draft.Position || c.Number < draft.Position - WorkflowDraft.MostChanges)).ToListAsync(ct);
        db.RemoveRange(undone);
        await db.SaveChangesAsync(ct);
        db.Add(draft.Change(json, Sentence.Of(edit.What, [edit.Detail]).Write(), edit.Change, edit.Detail, who, clock.GetUtcNow()));
        return Result.Done;
    }, ct);

    public Task<Result> UndoAsync(string name, int rowVersion, CancellationToken ct) => GoAsync(name, rowVersion, -1, ct);

    public Task<Result> RedoAsync(string name, int rowVersion, CancellationToken ct) => GoAsync(name, rowVersion, 1, ct);

    private Task<Result> GoAsync(string name, int rowVersion, int by, CancellationToken ct) => WithAsync(name, rowVersion, async draft =>
    {
        var to = draft.Position + by;
        if (await db.Set<DraftChange>().AsNoTracking().FirstOrDefaultAsync(c => c.DraftId == draft.Id && c.Number == to, ct) is not { } found)
            return by < 0 ? new NothingToUndo() : new NothingToRedo();
        draft.GoTo(found, who, clock.GetUtcNow());
        return Result.Done;
    }, ct);

    /// <summary>Gives the draft up. What was published stands.</summary>
    public Task<Result> DiscardAsync(string name, int rowVersion, string? why, CancellationToken ct) => WithAsync(name, rowVersion, draft =>
    {
        change.Why = string.IsNullOrWhiteSpace(why) ? null : why.Trim();
        draft.Discard();
        return RemoveAsync(draft, ct);
    }, ct);

    /// <summary>Publishes the draft as a version; it is then no more.</summary>
    /// <param name="name">The type.</param>
    /// <param name="rowVersion">The draft as it was seen.</param>
    /// <param name="note">What changed, for those who read the list of versions.</param>
    /// <param name="overNewer">The version that came in between and that this one is to follow, as its author has seen; null when there was none.</param>
    /// <param name="enable">For a new type: whether it starts workflows at once.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result<int>> PublishAsync(string name, int rowVersion, string? note, int? overNewer, bool enable, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(note)) return new NoteIsMissing();
        if (note.Trim().Length > LongestNote) return new NoteIsTooLong(LongestNote);
        var number = 0;
        var result = await WithAsync(name, rowVersion, async draft =>
        {
            var definition = DefinitionReader.Stored(draft.Content);
            if (problems.Find(name, definition) is { Count: > 0 } found) return new DraftHasMistakes(found.Count);
            var latest = await db.Set<WorkflowType>().Where(t => t.Name == name).Select(t => t.LatestNumber).FirstOrDefaultAsync(ct);
            if (latest != draft.BaseNumber && latest != overNewer) return new DraftStandsOnOldVersion(draft.BaseNumber, latest);
            change.Why = note.Trim();
            var published = await publisher.PublishAsync(new WrittenType(name, enable, note.Trim(), definition), draft.TypeId, ct);
            if (published.Refusal is { } refusal) return refusal;
            if (published.Value == latest) return new DraftChangesNothing(latest);
            number = published.Value;
            return await RemoveAsync(draft, ct);
        }, ct);
        return result.Refusal is { } refused ? refused : number;
    }

    private async Task<Result> RemoveAsync(WorkflowDraft draft, CancellationToken ct)
    {
        db.RemoveRange(await db.Set<DraftChange>().Where(c => c.DraftId == draft.Id).ToListAsync(ct));
        db.Remove(draft);
        return Result.Done;
    }

    private async Task<Result> WithAsync(string name, int rowVersion, Func<WorkflowDraft, Task<Result>> act, CancellationToken ct)
    {
        var result = await db.InTransactionAsync(async () =>
        {
            if (await db.Set<WorkflowDraft>().FirstOrDefaultAsync(d => d.Name == name, ct) is not { } draft) return new DraftIsGone();
            if (draft.RowVersion != rowVersion) return new ChangedBySomebodyElse();
            if ((await act(draft)).Refusal is { } refusal) return refusal;
            return await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
        }, ct);
        return result.Refusal is ChangedBySomebodyElse ? await WhoChangedAsync(name, ct) : result;
    }

    /// <summary>Says who was faster, and what they did.</summary>
    private async Task<Result> WhoChangedAsync(string name, CancellationToken ct)
    {
        var draft = await db.Set<WorkflowDraft>().AsNoTracking().FirstOrDefaultAsync(d => d.Name == name, ct);
        if (draft is null) return new DraftIsGone();
        var what = await db.Set<DraftChange>().AsNoTracking().Where(c => c.DraftId == draft.Id && c.Number == draft.Position).Select(c => c.What).FirstOrDefaultAsync(ct);
        return new DraftWasChanged(draft.ChangedByName, Sentence.Read(what)?.Say(words) ?? "");
    }

    private void Add(WorkflowDraft draft, Sentence what)
    {
        db.Add(draft);
        db.Add(new DraftChange { DraftId = draft.Id, Number = 0, Content = draft.Content, What = what.Write(), At = draft.StartedAt, ByName = who.DisplayName });
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex NameForm();
}

/// <summary>A change of a draft, as it is read.</summary>
internal sealed record ChangeLine(int Number, string What, DateTimeOffset At, string ByName, bool IsUndone);

/// <summary>A draft as its pages show it.</summary>
internal sealed record DraftSight(WorkflowDraft Draft, WorkflowType? Type, Definition Definition, IReadOnlyList<Problem> Problems, IReadOnlyList<ChangeLine> Changes)
{
    public string Title => Definition.Title.Length > 0 ? Definition.Title : Draft.Name;

    public string Url => $"/admin/workflows/edit/{Draft.Name}";

    public string StepUrl(string id) => $"{Url}/steps/{id}";

    public string? WhatUndoes => Draft.CanUndo ? Changes.FirstOrDefault(c => c.Number == Draft.Position)?.What : null;

    public string? WhatRedoes => Draft.CanRedo ? Changes.FirstOrDefault(c => c.Number == Draft.Position + 1)?.What : null;

    public IEnumerable<Problem> ProblemsOf(string stepId) => Problems.Where(p => p.StepId == stepId);
}

/// <summary>Reads drafts.</summary>
internal sealed class DraftQuery(PortalDbContext db, ProblemFinder problems, IWords words)
{
    public async Task<DraftSight?> FindAsync(string name, CancellationToken ct)
    {
        if (await db.Set<WorkflowDraft>().AsNoTracking().FirstOrDefaultAsync(d => d.Name == name, ct) is not { } draft) return null;
        var type = await db.Set<WorkflowType>().AsNoTracking().FirstOrDefaultAsync(t => t.Name == name, ct);
        var definition = DefinitionReader.Stored(draft.Content);
        var changes = await db.Set<DraftChange>().AsNoTracking().Where(c => c.DraftId == draft.Id).OrderByDescending(c => c.Number)
            .Select(c => new { c.Number, c.What, c.At, c.ByName }).ToListAsync(ct);
        return new DraftSight(draft, type, definition, problems.Find(name, definition),
            [.. changes.Select(c => new ChangeLine(c.Number, Sentence.Read(c.What)?.Say(words) ?? "", c.At, c.ByName, c.Number > draft.Position))]);
    }

    public async Task<IReadOnlyList<WorkflowDraft>> AllAsync(CancellationToken ct) => await db.Set<WorkflowDraft>().AsNoTracking().OrderBy(d => d.Name).ToListAsync(ct);
}
