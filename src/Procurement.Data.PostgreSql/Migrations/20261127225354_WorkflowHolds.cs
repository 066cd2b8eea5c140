using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Procurement.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class WorkflowHolds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "awards_holds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AwardId = table.Column<Guid>(type: "uuid", nullable: false),
                    AwardReference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    AwardTitle = table.Column<string>(type: "character varying(700)", maxLength: 700, nullable: false),
                    WorkflowId = table.Column<Guid>(type: "uuid", nullable: false),
                    StepId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    HeldAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReleasedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReleasedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ReleasedWhy = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    RowVersion = table.Column<int>(type: "integer", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OpportunityId = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkflowId = table.Column<Guid>(type: "uuid", nullable: false),
                    StepId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    HeldAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReleasedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RowVersion = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opportunities_holds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_opportunities_holds_opportunities_opportunities_Opportunity~",
                        column: x => x.OpportunityId,
                        principalTable: "opportunities_opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "awards_holds");

            migrationBuilder.DropTable(
                name: "opportunities_holds");
        }
    }
}
