using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Procurement.Workflows.Contracts;

/// <summary>
/// What a property of an activity's settings is meant for, so that its form offers the right input. What the form reads beside it:
/// the property's type, its default, and the attributes of <see cref="System.ComponentModel.DataAnnotations"/>; the words
/// <c>Activity.{Name}.Setting.{Property}</c> (label) and the same with <c>.Hint</c>; for a record within the settings
/// <c>Setting.{Record}.{Property}</c> and its <c>.Hint</c>; for a choice <c>{Enum}.{Value}</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public abstract class SettingAttribute : ValidationAttribute
{
    /// <inheritdoc />
    public override bool IsValid(object? value) => true;
}

/// <summary>A text that is filled as Handlebars: variables and outputs can be put in. On a text, a list of texts, a map of texts or a JSON value.</summary>
public sealed class TemplateAttribute : SettingAttribute
{
    /// <summary>True when it may run over several lines.</summary>
    public bool Multiline { get; init; }
}

/// <summary>The name of a variable, as conditions name it: of one of the kinds, when any is given.</summary>
/// <param name="kinds">The kinds that fit; none is any.</param>
public sealed class VariableNameAttribute(params ValueKind[] kinds) : SettingAttribute
{
    /// <summary>The kinds that fit; none is any.</summary>
    public IReadOnlyList<ValueKind> Kinds { get; } = kinds;

    /// <summary>True when only a declared variable will do, and no output: one that is set.</summary>
    public bool Declared { get; init; }
}

/// <summary>A duty that a person has in an organisation: one of <see cref="Kernel.Duties"/>.</summary>
public sealed class OrganisationDutyAttribute : SettingAttribute;

/// <summary>A number of working days of England and Wales, or a list of such numbers.</summary>
/// <param name="least">The smallest that is allowed.</param>
/// <param name="most">The largest.</param>
public sealed class WorkingDaysAttribute(int least = 1, int most = 250) : SettingAttribute
{
    /// <summary>The smallest that is allowed.</summary>
    public int Least { get; } = least;

    /// <summary>The largest.</summary>
    public int Most { get; } = most;

    /// <inheritdoc />
    public override bool IsValid(object? value) => value switch
    {
        null => true,
        int days => days >= Least && days <= Most,
        IEnumerable many => many.Cast<object?>().All(IsValid),
        _ => false,
    };

    /// <inheritdoc />
    public override string FormatErrorMessage(string name) => string.Create(CultureInfo.InvariantCulture, $"The field {name} must be between {Least} and {Most} working days.");
}

/// <summary>Conditions: rows of variable, comparison and value, with groups nested once. On a <see cref="ConditionGroup"/>.</summary>
public sealed class ConditionsAttribute : SettingAttribute;

/// <summary>The name of an event: the known ones are those of <see cref="WorkflowEventRegistration"/>.</summary>
public sealed class EventNameAttribute : SettingAttribute;

/// <summary>A list of texts each of which is an outcome of its own, to be connected.</summary>
public sealed class OutcomeNamesAttribute : SettingAttribute;

/// <summary>A Quartz cron expression, read on London's clocks.</summary>
public sealed class CronAttribute : SettingAttribute;

/// <summary>A time of day on London's clocks, as <c>HH:mm</c>.</summary>
public sealed class LocalTimeAttribute : SettingAttribute
{
    /// <inheritdoc />
    public override bool IsValid(object? value) => value is null || (value is string text && TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    /// <inheritdoc />
    public override string FormatErrorMessage(string name) => $"The field {name} must be a time such as 09:30.";
}

/// <summary>The name of a workflow type.</summary>
public sealed class WorkflowTypeNameAttribute : SettingAttribute;

/// <summary>The name of a module's message template: there are words <c>Mail.{Name}.Subject</c> and <c>.Body</c>.</summary>
public sealed class NoticeTemplateAttribute : SettingAttribute;

/// <summary>The name of a site-wide permission.</summary>
public sealed class PermissionNameAttribute : SettingAttribute;

/// <summary>The name of a webhook key, whose secret signs what goes out, or proves what comes in.</summary>
public sealed class WebhookKeyAttribute : SettingAttribute;

/// <summary>The <c>id</c> of a step of the same definition, or a list of them.</summary>
public sealed class StepIdAttribute : SettingAttribute;
