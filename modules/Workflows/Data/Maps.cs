using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Data;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Data;

internal static class Lengths
{
    public const int Name = 100;
    public const int Correlation = 100;
    public const int Title = 300;
    public const int Url = 500;
    public const int Key = 500;
}

internal sealed class WorkflowTypeMap : IEntityTypeConfiguration<WorkflowType>
{
    public void Configure(EntityTypeBuilder<WorkflowType> builder)
    {
        builder.ToTable("workflows_types");
        builder.Property(t => t.Name).HasMaxLength(Lengths.Name);
        builder.Property(t => t.Title).HasMaxLength(Lengths.Title);
        builder.Property(t => t.About).HasMaxLength(1000);
        builder.HasIndex(t => t.Name).IsUnique();
    }
}

internal sealed class WorkflowTypeVersionMap : IEntityTypeConfiguration<WorkflowTypeVersion>
{
    public void Configure(EntityTypeBuilder<WorkflowTypeVersion> builder)
    {
        builder.ToTable("workflows_type_versions");
        builder.Property(v => v.Hash).HasMaxLength(64);
        builder.Property(v => v.Note).HasMaxLength(1000);
        builder.Property(v => v.PublishedByName).HasMaxLength(200);
        builder.HasIndex(v => new { v.TypeId, v.Number }).IsUnique();
        builder.HasOne<WorkflowType>().WithMany().HasForeignKey(v => v.TypeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkflowStartMap : IEntityTypeConfiguration<WorkflowStart>
{
    public void Configure(EntityTypeBuilder<WorkflowStart> builder)
    {
        builder.ToTable("workflows_starts");
        builder.HasKey(s => new { s.TypeId, s.StepId });
        builder.Property(s => s.EventName).HasMaxLength(Lengths.Name);
        builder.Property(s => s.StepId).HasMaxLength(Lengths.Name);
        builder.HasIndex(s => s.EventName);
        builder.HasOne<WorkflowType>().WithMany().HasForeignKey(s => s.TypeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkflowMap : IEntityTypeConfiguration<Workflow>
{
    public void Configure(EntityTypeBuilder<Workflow> builder)
    {
        builder.ToTable("workflows_workflows");
        builder.Property(w => w.CorrelationId).HasMaxLength(Lengths.Correlation);
        builder.Property(w => w.UniqueKey).HasMaxLength(Lengths.Correlation);
        builder.Property(w => w.SubjectTitle).HasMaxLength(Lengths.Title);
        builder.Property(w => w.SubjectUrl).HasMaxLength(Lengths.Url);
        builder.Property(w => w.FaultStepId).HasMaxLength(Lengths.Name);
        builder.Property(w => w.LastStepId).HasMaxLength(Lengths.Name);
        builder.Property(w => w.LastOutcome).HasMaxLength(Lengths.Name);
        builder.HasIndex(w => w.RunAt);
        builder.HasIndex(w => w.CorrelationId);
        builder.HasIndex(w => new { w.TypeId, w.State, w.Id });
        builder.HasIndex(w => new { w.State, w.Id });
        builder.HasIndex(w => w.SealId);
        builder.HasIndex(w => w.ParentId);
        builder.HasIndex(w => new { w.TrimmedAt, w.EndedAt });
        builder.Property(w => w.SubjectKey).HasMaxLength(Lengths.Key);
        builder.HasIndex(w => new { w.SubjectKey, w.Id });
        builder.HasIndex(w => new { w.TypeId, w.UniqueKey }).IsUnique();
        builder.HasOne<WorkflowType>().WithMany().HasForeignKey(w => w.TypeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<WorkflowTypeVersion>().WithMany().HasForeignKey(w => w.VersionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkflowTokenMap : IEntityTypeConfiguration<WorkflowToken>
{
    public void Configure(EntityTypeBuilder<WorkflowToken> builder)
    {
        builder.ToTable("workflows_tokens");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.StepId).HasMaxLength(Lengths.Name);
        builder.Property(t => t.Scope).HasMaxLength(200);
        builder.HasIndex(t => t.WorkflowId);
        builder.HasOne<Workflow>().WithMany().HasForeignKey(t => t.WorkflowId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkflowBookmarkMap : IEntityTypeConfiguration<WorkflowBookmark>
{
    public void Configure(EntityTypeBuilder<WorkflowBookmark> builder)
    {
        builder.ToTable("workflows_bookmarks");
        builder.HasKey(b => b.Id);
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.EventName).HasMaxLength(Lengths.Name);
        builder.Property(b => b.CorrelationId).HasMaxLength(Lengths.Correlation);
        builder.HasIndex(b => new { b.CorrelationId, b.EventName });
        builder.HasIndex(b => new { b.TokenId, b.EventName, b.CorrelationId }).IsUnique();
        builder.HasIndex(b => b.WorkflowId);
        builder.HasOne<Workflow>().WithMany().HasForeignKey(b => b.WorkflowId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkflowTimerMap : IEntityTypeConfiguration<WorkflowTimer>
{
    public void Configure(EntityTypeBuilder<WorkflowTimer> builder)
    {
        builder.ToTable("workflows_timers");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(Lengths.Name);
        builder.HasIndex(t => t.ActiveAt);
        builder.HasIndex(t => new { t.DueAt, t.Id });
        builder.HasIndex(t => new { t.TokenId, t.Name }).IsUnique();
        builder.HasIndex(t => t.WorkflowId);
        builder.HasOne<Workflow>().WithMany().HasForeignKey(t => t.WorkflowId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkflowEffectMap : IEntityTypeConfiguration<WorkflowEffect>
{
    public void Configure(EntityTypeBuilder<WorkflowEffect> builder)
    {
        builder.ToTable("workflows_effects");
        builder.HasKey(e => new { e.WorkflowId, e.Key });
        builder.Property(e => e.Key).HasMaxLength(200);
        builder.HasOne<Workflow>().WithMany().HasForeignKey(e => e.WorkflowId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkflowExecutionRecordMap : IEntityTypeConfiguration<WorkflowExecutionRecord>
{
    public void Configure(EntityTypeBuilder<WorkflowExecutionRecord> builder)
    {
        builder.ToTable("workflows_records");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.StepId).HasMaxLength(Lengths.Name);
        builder.Property(r => r.Outcome).HasMaxLength(Lengths.Name);
        builder.HasIndex(r => new { r.WorkflowId, r.Number }).IsUnique();
        builder.HasOne<Workflow>().WithMany().HasForeignKey(r => r.WorkflowId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StoredEventMap : IEntityTypeConfiguration<StoredEvent>
{
    public void Configure(EntityTypeBuilder<StoredEvent> builder)
    {
        builder.ToTable("workflows_events");
        builder.HasKey(e => e.Number);
        builder.Property(e => e.Number).ValueGeneratedOnAdd();
        builder.Property(e => e.Name).HasMaxLength(Lengths.Name);
        builder.Property(e => e.CorrelationId).HasMaxLength(Lengths.Correlation);
        builder.Property(e => e.Error).HasMaxLength(200);
        builder.HasIndex(e => new { e.RouteAt, e.Number });
        builder.HasIndex(e => new { e.CorrelationId, e.RouteAt });
        builder.HasIndex(e => e.SealId);
    }
}

internal sealed class WorkflowDeliveryMap : IEntityTypeConfiguration<WorkflowDelivery>
{
    public void Configure(EntityTypeBuilder<WorkflowDelivery> builder)
    {
        builder.ToTable("workflows_deliveries");
        builder.HasKey(d => new { d.WorkflowId, d.EventNumber });
        builder.HasIndex(d => new { d.WorkflowId, d.HandledAt, d.EventNumber });
        builder.HasOne<Workflow>().WithMany().HasForeignKey(d => d.WorkflowId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StoredEvent>().WithMany().HasForeignKey(d => d.EventNumber).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkflowScheduleMap : IEntityTypeConfiguration<WorkflowSchedule>
{
    public void Configure(EntityTypeBuilder<WorkflowSchedule> builder)
    {
        builder.ToTable("workflows_schedules");
        builder.HasKey(s => new { s.TypeId, s.StepId });
        builder.Property(s => s.StepId).HasMaxLength(Lengths.Name);
        builder.Property(s => s.Cron).HasMaxLength(Lengths.Name);
        builder.HasIndex(s => s.DueAt);
        builder.HasOne<WorkflowType>().WithMany().HasForeignKey(s => s.TypeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkflowCallMap : IEntityTypeConfiguration<WorkflowCall>
{
    public void Configure(EntityTypeBuilder<WorkflowCall> builder)
    {
        builder.ToTable("workflows_calls");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => c.DueAt);
        builder.HasIndex(c => c.TokenId);
        builder.HasIndex(c => c.WorkflowId);
        builder.HasOne<Workflow>().WithMany().HasForeignKey(c => c.WorkflowId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReceivedHookMap : IEntityTypeConfiguration<ReceivedHook>
{
    public void Configure(EntityTypeBuilder<ReceivedHook> builder)
    {
        builder.ToTable("workflows_received_hooks");
        builder.HasKey(h => new { h.Name, h.HookId });
        builder.Property(h => h.Name).HasMaxLength(Lengths.Name);
        builder.Property(h => h.HookId).HasMaxLength(100);
        builder.HasIndex(h => h.At);
    }
}

internal sealed class UserTaskMap : IEntityTypeConfiguration<UserTask>
{
    public void Configure(EntityTypeBuilder<UserTask> builder)
    {
        builder.ToTable("workflows_user_tasks");
        builder.Ignore(t => t.Assignee);
        builder.Property(t => t.Key).HasMaxLength(200);
        builder.Property(t => t.AssigneeKey).HasMaxLength(200);
        builder.Property(t => t.SubjectType).HasMaxLength(Lengths.Name);
        builder.Property(t => t.StepId).HasMaxLength(Lengths.Name);
        builder.Property(t => t.Decision).HasMaxLength(Lengths.Name);
        builder.Property(t => t.Comment).HasMaxLength(UserTaskLimits.Comment);
        builder.Property(t => t.DoneByName).HasMaxLength(200);
        builder.Property(t => t.Decisions).HasJson();
        builder.HasIndex(t => t.Key).IsUnique();
        builder.HasIndex(t => new { t.State, t.AssigneeKey, t.SortAt, t.Id });
        builder.HasIndex(t => new { t.SubjectType, t.SubjectId });
        builder.HasIndex(t => new { t.WorkflowId, t.State, t.SortAt });
        builder.Property(t => t.DoneForName).HasMaxLength(200);
        builder.Property(t => t.DelegateName).HasMaxLength(200);
        builder.Property(t => t.DelegatedByName).HasMaxLength(200);
        // What is overdue, of all: only what is past is read.
        builder.HasIndex(t => new { t.State, t.SortAt, t.Id });
        builder.HasIndex(t => new { t.DelegateId, t.State, t.SortAt });
        builder.HasIndex(t => new { t.DelegatedBy, t.State, t.SortAt });
        builder.HasIndex(t => new { t.DoneBy, t.DoneAt });
    }
}

internal sealed class AbsenceMap : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.ToTable("workflows_absences");
        builder.Ignore(a => a.From).Ignore(a => a.Until);
        builder.Property(a => a.UserName).HasMaxLength(200);
        builder.HasIndex(a => a.UserId).IsUnique();
    }
}

internal sealed class StandInMap : IEntityTypeConfiguration<StandIn>
{
    public void Configure(EntityTypeBuilder<StandIn> builder)
    {
        builder.ToTable("workflows_stand_ins");
        builder.HasKey(s => new { s.AbsenceId, s.OrganisationId });
        builder.Property(s => s.Name).HasMaxLength(200);
        builder.HasIndex(s => s.DelegateId);
        builder.HasOne<Absence>().WithMany().HasForeignKey(s => s.AbsenceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class UserTaskLimits
{
    public const int Comment = 4000;
}
