using Procurement.Kernel;

namespace Procurement.Workflows.Domain;

// What cannot be done with a draft of a type.

internal sealed record DraftWasChanged(string ByName, string What) : Refusal;

internal sealed record DraftIsGone : Refusal;

internal sealed record NothingToUndo : Refusal;

internal sealed record NothingToRedo : Refusal;

internal sealed record DraftHasMistakes(int Count) : Refusal;

internal sealed record DraftChangesNothing(int Number) : Refusal;

internal sealed record DraftStandsOnOldVersion(int BaseNumber, int LatestNumber) : Refusal
{
    public override string? Field => "Input.OverNewer";
}

internal sealed record NoteIsMissing : Refusal
{
    public override string? Field => "Input.Note";
}

internal sealed record NoteIsTooLong(int Most) : Refusal
{
    public override string? Field => "Input.Note";
}

internal sealed record TypeNameMissing : Refusal
{
    public override string? Field => "Input.Name";
}

internal sealed record TypeNameWrong : Refusal
{
    public override string? Field => "Input.Name";
}

internal sealed record TypeNameTaken(string Name) : Refusal
{
    public override string? Field => "Input.Name";
}

internal sealed record TypeTitleMissing : Refusal
{
    public override string? Field => "Input.Title";
}

internal sealed record TextIsTooLong(int Most, string InField) : Refusal
{
    public override string? Field => InField;
}

internal sealed record ActivityNotChosen : Refusal
{
    public override string? Field => "Input.Activity";
}

internal sealed record TooManySteps(int Most) : Refusal;

// What was typed into the form of a step and cannot be read.

internal sealed record SettingNotANumber(string Label) : Refusal;

internal sealed record SettingOutOfRange(string Label, decimal Least, decimal Most) : Refusal;

internal sealed record SettingTooLong(string Label, int Most) : Refusal;

internal sealed record SettingNotOfKind(string Label, string Kind) : Refusal;

// What a draft cannot be tried with.

internal sealed record TryTookTooLong : Refusal;

internal sealed record SomebodyElseTries : Refusal;

internal sealed record TryDayMissing : Refusal
{
    public override string? Field => "Input.Day";
}

internal sealed record SampleWrong(string Name, string Kind, string InField) : Refusal
{
    public override string? Field => InField;
}
