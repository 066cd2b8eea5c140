using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Procurement.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class WorkflowEngine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Depth",
                table: "workflows_workflows",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "LastOutcome",
                table: "workflows_workflows",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LastStepId",
                table: "workflows_workflows",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ParentId",
                table: "workflows_workflows",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ParentTokenId",
                table: "workflows_workflows",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TrimmedAt",
                table: "workflows_workflows",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "TokenId",
                table: "workflows_user_tasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsHandling",
                table: "workflows_tokens",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Scope",
                table: "workflows_tokens",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "workflows_calls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkflowId = table.Column<Guid>(type: "uuid", nullable: false),
                    TokenId = table.Column<Guid>(type: "uuid", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    MostAttempts = table.Column<int>(type: "integer", nullable: false),
                    SecondsBefore = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    HookId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_received_hooks", x => new { x.Name, x.HookId });
                });

            migrationBuilder.CreateTable(
                name: "workflows_schedules",
                columns: table => new
                {
                    TypeId = table.Column<Guid>(type: "uuid", nullable: false),
                    StepId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Cron = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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

            migrationBuilder.CreateIndex(
                name: "IX_workflows_workflows_ParentId",
                table: "workflows_workflows",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_workflows_TrimmedAt_EndedAt",
                table: "workflows_workflows",
                columns: new[] { "TrimmedAt", "EndedAt" });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "workflows_calls");

            migrationBuilder.DropTable(
                name: "workflows_received_hooks");

            migrationBuilder.DropTable(
                name: "workflows_schedules");

            migrationBuilder.DropIndex(
                name: "IX_workflows_workflows_ParentId",
                table: "workflows_workflows");

            migrationBuilder.DropIndex(
                name: "IX_workflows_workflows_TrimmedAt_EndedAt",
                table: "workflows_workflows");

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
                name: "TrimmedAt",
                table: "workflows_workflows");

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
