using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Procurement.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WorkflowPages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SubjectKey",
                table: "workflows_workflows",
                type: "TEXT",
                maxLength: 500,
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
                name: "IX_workflows_workflows_SubjectKey_Id",
                table: "workflows_workflows",
                columns: new[] { "SubjectKey", "Id" });

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
                name: "IX_workflows_absences_UserId",
                table: "workflows_absences",
                column: "UserId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_workflows_stand_ins_DelegateId",
                table: "workflows_stand_ins",
                column: "DelegateId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "workflows_stand_ins");

            migrationBuilder.DropTable(
                name: "workflows_absences");

            migrationBuilder.DropIndex(
                name: "IX_workflows_workflows_SubjectKey_Id",
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
                name: "SubjectKey",
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
        }
    }
}
