using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Procurement.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WorkflowsGrow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Depth",
                table: "workflows_workflows",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "LastOutcome",
                table: "workflows_workflows",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LastStepId",
                table: "workflows_workflows",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ParentId",
                table: "workflows_workflows",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ParentTokenId",
                table: "workflows_workflows",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SubjectKey",
                table: "workflows_workflows",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TrimmedAt",
                table: "workflows_workflows",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DelegateId",
                table: "workflows_user_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DelegateName",
                table: "workflows_user_tasks",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DelegateOrganisationId",
                table: "workflows_user_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DelegatedAt",
                table: "workflows_user_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DelegatedBy",
                table: "workflows_user_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DelegatedByName",
                table: "workflows_user_tasks",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DelegatedWhy",
                table: "workflows_user_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DoneForName",
                table: "workflows_user_tasks",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "OrganisationId",
                table: "workflows_user_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "TokenId",
                table: "workflows_user_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsHandling",
                table: "workflows_tokens",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Scope",
                table: "workflows_tokens",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            // What workflows are found by is kept from now on: those that are there already are given it.
            migrationBuilder.Sql("UPDATE workflows_workflows SET \"SubjectKey\" = lower(hex(lower(substr(trim(\"SubjectTitle\"), 1, 80)))) WHERE \"SubjectTitle\" IS NOT NULL AND \"SealId\" IS NULL");

            migrationBuilder.CreateTable(
                name: "awards_holds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AwardId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AwardReference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AwardTitle = table.Column<string>(type: "TEXT", maxLength: 700, nullable: false),
                    WorkflowId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StepId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    HeldAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReleasedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReleasedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ReleasedWhy = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_awards_holds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_awards_holds_awards_awards_AwardId",
                        column: x => x.AwardId,
                        principalTable: "awards_awards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "opportunities_holds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkflowId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StepId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    HeldAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReleasedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opportunities_holds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_opportunities_holds_opportunities_opportunities_OpportunityId",
                        column: x => x.OpportunityId,
                        principalTable: "opportunities_opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflows_absences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FromAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UntilAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_absences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "workflows_calls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkflowId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    MostAttempts = table.Column<int>(type: "INTEGER", nullable: false),
                    SecondsBefore = table.Column<int>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_calls", x => x.Id);
                    table.ForeignKey(
                        name: "FK_workflows_calls_workflows_workflows_WorkflowId",
                        column: x => x.WorkflowId,
                        principalTable: "workflows_workflows",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflows_received_hooks",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    HookId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_received_hooks", x => new { x.Name, x.HookId });
                });

            migrationBuilder.CreateTable(
                name: "workflows_schedules",
                columns: table => new
                {
                    TypeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StepId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Cron = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_schedules", x => new { x.TypeId, x.StepId });
                    table.ForeignKey(
                        name: "FK_workflows_schedules_workflows_types_TypeId",
                        column: x => x.TypeId,
                        principalTable: "workflows_types",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflows_stand_ins",
                columns: table => new
                {
                    AbsenceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DelegateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_stand_ins", x => new { x.AbsenceId, x.OrganisationId });
                    table.ForeignKey(
                        name: "FK_workflows_stand_ins_workflows_absences_AbsenceId",
                        column: x => x.AbsenceId,
                        principalTable: "workflows_absences",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_workflows_ParentId",
                table: "workflows_workflows",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_workflows_SubjectKey_Id",
                table: "workflows_workflows",
                columns: new[] { "SubjectKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_workflows_TrimmedAt_EndedAt",
                table: "workflows_workflows",
                columns: new[] { "TrimmedAt", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_user_tasks_DelegatedBy_State_SortAt",
                table: "workflows_user_tasks",
                columns: new[] { "DelegatedBy", "State", "SortAt" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_user_tasks_DelegateId_State_SortAt",
                table: "workflows_user_tasks",
                columns: new[] { "DelegateId", "State", "SortAt" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_user_tasks_DoneBy_DoneAt",
                table: "workflows_user_tasks",
                columns: new[] { "DoneBy", "DoneAt" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_user_tasks_State_SortAt_Id",
                table: "workflows_user_tasks",
                columns: new[] { "State", "SortAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_timers_DueAt_Id",
                table: "workflows_timers",
                columns: new[] { "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_awards_holds_AwardId_ReleasedAt",
                table: "awards_holds",
                columns: new[] { "AwardId", "ReleasedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_awards_holds_ReleasedAt_Id",
                table: "awards_holds",
                columns: new[] { "ReleasedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_awards_holds_WorkflowId_StepId",
                table: "awards_holds",
                columns: new[] { "WorkflowId", "StepId" });

            migrationBuilder.CreateIndex(
                name: "IX_opportunities_holds_OpportunityId_ReleasedAt",
                table: "opportunities_holds",
                columns: new[] { "OpportunityId", "ReleasedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_opportunities_holds_WorkflowId_StepId",
                table: "opportunities_holds",
                columns: new[] { "WorkflowId", "StepId" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_absences_UserId",
                table: "workflows_absences",
                column: "UserId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_workflows_calls_DueAt",
                table: "workflows_calls",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_calls_TokenId",
                table: "workflows_calls",
                column: "TokenId");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_calls_WorkflowId",
                table: "workflows_calls",
                column: "WorkflowId");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_received_hooks_At",
                table: "workflows_received_hooks",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_schedules_DueAt",
                table: "workflows_schedules",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_stand_ins_DelegateId",
                table: "workflows_stand_ins",
                column: "DelegateId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "awards_holds");

            migrationBuilder.DropTable(
                name: "opportunities_holds");

            migrationBuilder.DropTable(
                name: "workflows_calls");

            migrationBuilder.DropTable(
                name: "workflows_received_hooks");

            migrationBuilder.DropTable(
                name: "workflows_schedules");

            migrationBuilder.DropTable(
                name: "workflows_stand_ins");

            migrationBuilder.DropTable(
                name: "workflows_absences");

            migrationBuilder.DropIndex(
                name: "IX_workflows_workflows_ParentId",
                table: "workflows_workflows");

            migrationBuilder.DropIndex(
                name: "IX_workflows_workflows_SubjectKey_Id",
                table: "workflows_workflows");

            migrationBuilder.DropIndex(
                name: "IX_workflows_workflows_TrimmedAt_EndedAt",
                table: "workflows_workflows");

            migrationBuilder.DropIndex(
                name: "IX_workflows_user_tasks_DelegatedBy_State_SortAt",
                table: "workflows_user_tasks");

            migrationBuilder.DropIndex(
                name: "IX_workflows_user_tasks_DelegateId_State_SortAt",
                table: "workflows_user_tasks");

            migrationBuilder.DropIndex(
                name: "IX_workflows_user_tasks_DoneBy_DoneAt",
                table: "workflows_user_tasks");

            migrationBuilder.DropIndex(
                name: "IX_workflows_user_tasks_State_SortAt_Id",
                table: "workflows_user_tasks");

            migrationBuilder.DropIndex(
                name: "IX_workflows_timers_DueAt_Id",
                table: "workflows_timers");

            migrationBuilder.DropColumn(
                name: "Depth",
                table: "workflows_workflows");

            migrationBuilder.DropColumn(
                name: "LastOutcome",
                table: "workflows_workflows");

            migrationBuilder.DropColumn(
                name: "LastStepId",
                table: "workflows_workflows");

            migrationBuilder.DropColumn(
                name: "ParentId",
                table: "workflows_workflows");

            migrationBuilder.DropColumn(
                name: "ParentTokenId",
                table: "workflows_workflows");

            migrationBuilder.DropColumn(
                name: "SubjectKey",
                table: "workflows_workflows");

            migrationBuilder.DropColumn(
                name: "TrimmedAt",
                table: "workflows_workflows");

            migrationBuilder.DropColumn(
                name: "DelegateId",
                table: "workflows_user_tasks");

            migrationBuilder.DropColumn(
                name: "DelegateName",
                table: "workflows_user_tasks");

            migrationBuilder.DropColumn(
                name: "DelegateOrganisationId",
                table: "workflows_user_tasks");

            migrationBuilder.DropColumn(
                name: "DelegatedAt",
                table: "workflows_user_tasks");

            migrationBuilder.DropColumn(
                name: "DelegatedBy",
                table: "workflows_user_tasks");

            migrationBuilder.DropColumn(
                name: "DelegatedByName",
                table: "workflows_user_tasks");

            migrationBuilder.DropColumn(
                name: "DelegatedWhy",
                table: "workflows_user_tasks");

            migrationBuilder.DropColumn(
                name: "DoneForName",
                table: "workflows_user_tasks");

            migrationBuilder.DropColumn(
                name: "OrganisationId",
                table: "workflows_user_tasks");

            migrationBuilder.DropColumn(
                name: "TokenId",
                table: "workflows_user_tasks");

            migrationBuilder.DropColumn(
                name: "IsHandling",
                table: "workflows_tokens");

            migrationBuilder.DropColumn(
                name: "Scope",
                table: "workflows_tokens");
        }
    }
}
