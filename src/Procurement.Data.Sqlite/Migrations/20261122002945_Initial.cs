using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Procurement.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audittrail_broken_seals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SealId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audittrail_broken_seals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "audittrail_heads",
                columns: table => new
                {
                    Count = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    KeyId = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Signature = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audittrail_heads", x => x.Count);
                });

            migrationBuilder.CreateTable(
                name: "audittrail_records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SealId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    Mac = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: true),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    IsListed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    WhoName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OrganisationName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Why = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    SubjectType = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audittrail_records", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "bidding_portfolios",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sealed = table.Column<string>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bidding_portfolios", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "bidding_slots",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bidding_slots", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "data_once",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Location = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_once", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "data_outbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    SealId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OccurredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", nullable: true),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "data_outbox_handled",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reaction = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_outbox_handled", x => new { x.MessageId, x.Reaction });
                });

            migrationBuilder.CreateTable(
                name: "data_sequences",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    value = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_sequences", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "media_files",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerKind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsSealed = table.Column<bool>(type: "INTEGER", nullable: false),
                    StoredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClaimedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReleasedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 150, nullable: true),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Size = table.Column<long>(type: "INTEGER", nullable: true),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    SealedFacts = table.Column<string>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_media_files", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "notifications_mails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Template = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    IsSealed = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    WrittenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Content = table.Column<string>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notifications_mails", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "notifications_messages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    SealId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notifications_messages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "notifications_opt_outs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Group = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notifications_opt_outs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "organisations_organisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    StatusReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    TypeCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    NameCy = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    GssCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Description = table.Column<string>(type: "TEXT", nullable: false),
                    DescriptionCy = table.Column<string>(type: "TEXT", nullable: false),
                    Income = table.Column<int>(type: "INTEGER", nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Website = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    IsAddressSecret = table.Column<bool>(type: "INTEGER", nullable: false),
                    ServiceCodes = table.Column<string>(type: "TEXT", nullable: false),
                    CohortCodes = table.Column<string>(type: "TEXT", nullable: false),
                    AreaCodes = table.Column<string>(type: "TEXT", nullable: false),
                    IsAccountsOverdue = table.Column<bool>(type: "INTEGER", nullable: false),
                    RegisteredBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    BegunAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    PeopleVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisations_organisations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "pages_menus",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    HeadingEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    HeadingCy = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Links = table.Column<string>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pages_menus", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "pages_pages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    CurrentVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    PublishedVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    IsArchived = table.Column<bool>(type: "INTEGER", nullable: false),
                    SavedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pages_pages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "places_areas",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NameCy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ShortName = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Nation = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    TileColumn = table.Column<int>(type: "INTEGER", nullable: false),
                    TileRow = table.Column<int>(type: "INTEGER", nullable: false),
                    TileLabel = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    TileShortLabel = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    PoliceForceAreas = table.Column<string>(type: "TEXT", nullable: false),
                    CompanyName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CompanyNameCy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    PredecessorTrusts = table.Column<string>(type: "TEXT", nullable: false),
                    ProbationRegions = table.Column<string>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_places_areas", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "places_authorities",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NameCy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CouncilName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CouncilNameCy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AreaCode = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    OrgId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    PoliceForceArea = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    FormerCodes = table.Column<string>(type: "TEXT", nullable: false),
                    Replaces = table.Column<string>(type: "TEXT", nullable: false),
                    ReplacedBy = table.Column<string>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_places_authorities", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "places_bank_holidays",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsProclaimed = table.Column<bool>(type: "INTEGER", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_places_bank_holidays", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "places_cohorts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    AgeMin = table.Column<int>(type: "INTEGER", nullable: true),
                    AgeMax = table.Column<int>(type: "INTEGER", nullable: true),
                    StatementRequired = table.Column<bool>(type: "INTEGER", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_places_cohorts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "places_commissioners",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PoliceForceArea = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AreaCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PoliceForce = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    PoliceForceCy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Office = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OfficeCy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    HostBody = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_places_commissioners", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "places_services",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    PathwayCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Pathway = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    IsSubcontractable = table.Column<bool>(type: "INTEGER", nullable: false),
                    Tiers = table.Column<string>(type: "TEXT", nullable: false),
                    CohortCodes = table.Column<string>(type: "TEXT", nullable: false),
                    CpvCodes = table.Column<string>(type: "TEXT", nullable: false),
                    CpvLabels = table.Column<string>(type: "TEXT", nullable: false),
                    Category2020 = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_places_services", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "site_recipes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DayZero = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Runs = table.Column<int>(type: "INTEGER", nullable: false),
                    FailedAt = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_site_recipes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "site_settings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_site_settings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "users_accounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", maxLength: 321, nullable: false),
                    Culture = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    RegisteredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    BlockedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    BlockedReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    IsDemonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoStepKey = table.Column<string>(type: "TEXT", maxLength: 600, nullable: true),
                    TwoStepLastUsed = table.Column<long>(type: "INTEGER", nullable: false),
                    RecoveryCodes = table.Column<string>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users_accounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "users_mails_asked",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Culture = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    ReturnUrl = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users_mails_asked", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "users_roles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users_roles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "users_setup_tokens",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users_setup_tokens", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "users_sign_in_tries",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedUntil = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users_sign_in_tries", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "workflows_events",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CorrelationId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    SealId = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RouteAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    RoutedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_events", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "workflows_types",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    About = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    IsEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    OnePerSubject = table.Column<bool>(type: "INTEGER", nullable: false),
                    LatestNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    LatestVersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_types", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "workflows_user_tasks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Instructions = table.Column<string>(type: "TEXT", nullable: true),
                    Url = table.Column<string>(type: "TEXT", nullable: true),
                    AssigneeKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SubjectType = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectReference = table.Column<string>(type: "TEXT", nullable: true),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SortAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Decisions = table.Column<string>(type: "TEXT", nullable: false),
                    WorkflowId = table.Column<Guid>(type: "TEXT", nullable: true),
                    StepId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    SealId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Decision = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Comment = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    DoneBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DoneByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_user_tasks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "involvement_subjects",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    AskingOrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClearedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedWhy = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_involvement_subjects", x => x.Id);
                    table.ForeignKey(
                        name: "FK_involvement_subjects_organisations_organisations_AskingOrganisationId",
                        column: x => x.AskingOrganisationId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "opportunities_opportunities",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LeadProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LeadProviderName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Summary = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    Work = table.Column<string>(type: "TEXT", maxLength: 12000, nullable: false),
                    Services = table.Column<string>(type: "TEXT", nullable: false),
                    Cohorts = table.Column<string>(type: "TEXT", nullable: false),
                    Tier = table.Column<int>(type: "INTEGER", nullable: true),
                    TermMonths = table.Column<int>(type: "INTEGER", nullable: true),
                    ExtensionMonths = table.Column<int>(type: "INTEGER", nullable: false),
                    PaymentByResults = table.Column<int>(type: "INTEGER", nullable: false),
                    PaymentByResultsReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    AllowsOverlap = table.Column<bool>(type: "INTEGER", nullable: false),
                    Needs = table.Column<string>(type: "TEXT", nullable: false),
                    MinimumIncome = table.Column<int>(type: "INTEGER", nullable: true),
                    Criteria = table.Column<string>(type: "TEXT", nullable: false),
                    WomensProvision = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    WelshLanguage = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Documents = table.Column<string>(type: "TEXT", nullable: false),
                    OpensAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsAnnounced = table.Column<bool>(type: "INTEGER", nullable: false),
                    ClosesAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    StartsOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    StartedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    SubmittedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SentBackReason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    PublishedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExitReason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opportunities_opportunities", x => x.Id);
                    table.ForeignKey(
                        name: "FK_opportunities_opportunities_organisations_organisations_LeadProviderId",
                        column: x => x.LeadProviderId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisations_appointments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AreaCodes = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisations_appointments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_organisations_appointments_organisations_organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisations_identifiers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Scheme = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    IsChecked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Claim = table.Column<string>(type: "TEXT", maxLength: 90, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisations_identifiers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_organisations_identifiers_organisations_organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "organisations_invitations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Duties = table.Column<string>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    InvitedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AcceptedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    OpenKey = table.Column<string>(type: "TEXT", maxLength: 290, nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisations_invitations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_organisations_invitations_organisations_organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisations_members",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Duties = table.Column<string>(type: "TEXT", nullable: false),
                    JoinedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LeftAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisations_members", x => x.Id);
                    table.ForeignKey(
                        name: "FK_organisations_members_organisations_organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pages_redirects",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    PageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pages_redirects", x => x.Id);
                    table.ForeignKey(
                        name: "FK_pages_redirects_pages_pages_PageId",
                        column: x => x.PageId,
                        principalTable: "pages_pages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pages_versions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    TitleEn = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SummaryEn = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    BodyEn = table.Column<string>(type: "TEXT", maxLength: 60000, nullable: false),
                    TitleCy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SummaryCy = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    BodyCy = table.Column<string>(type: "TEXT", maxLength: 60000, nullable: false),
                    SavedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SavedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RestoredFrom = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pages_versions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_pages_versions_pages_pages_PageId",
                        column: x => x.PageId,
                        principalTable: "pages_pages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "users_account_claims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users_account_claims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_users_account_claims_users_accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "users_accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "users_account_logins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users_account_logins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_users_account_logins_users_accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "users_accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "users_account_tokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users_account_tokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_users_account_tokens_users_accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "users_accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "users_account_roles",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RoleId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users_account_roles", x => new { x.UserId, x.RoleId });
                    table.ForeignKey(
                        name: "FK_users_account_roles_users_accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "users_accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_users_account_roles_users_roles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "users_roles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "users_role_claims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users_role_claims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_users_role_claims_users_roles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "users_roles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "users_role_permissions",
                columns: table => new
                {
                    RoleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Permission = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    IsGranted = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users_role_permissions", x => new { x.RoleId, x.Permission });
                    table.ForeignKey(
                        name: "FK_users_role_permissions_users_roles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "users_roles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflows_starts",
                columns: table => new
                {
                    TypeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StepId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    EventName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_starts", x => new { x.TypeId, x.StepId });
                    table.ForeignKey(
                        name: "FK_workflows_starts_workflows_types_TypeId",
                        column: x => x.TypeId,
                        principalTable: "workflows_types",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflows_type_versions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TypeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Definition = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PublishedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    PublishedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_type_versions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_workflows_type_versions_workflows_types_TypeId",
                        column: x => x.TypeId,
                        principalTable: "workflows_types",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "involvement_requests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectReference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AuthorityCode = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    AuthorityName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AuthorityOrganisationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    HasNobodySince = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcknowledgedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    RemindedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExtendedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExtendedWhy = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedWhy = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    DraftOutcome = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    DraftText = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    DraftIsFinal = table.Column<bool>(type: "INTEGER", nullable: true),
                    DraftSavedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DraftSavedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    CommentNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    RegardedNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    NeedsAnswer = table.Column<bool>(type: "INTEGER", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_involvement_requests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_involvement_requests_involvement_subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "involvement_subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_involvement_requests_organisations_organisations_AuthorityOrganisationId",
                        column: x => x.AuthorityOrganisationId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bidding_bids",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Sealed = table.Column<string>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bidding_bids", x => x.Id);
                    table.ForeignKey(
                        name: "FK_bidding_bids_opportunities_opportunities_OpportunityId",
                        column: x => x.OpportunityId,
                        principalTable: "opportunities_opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bidding_openings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpportunityReference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AskedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ConfirmedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ConfirmedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bidding_openings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_bidding_openings_opportunities_opportunities_OpportunityId",
                        column: x => x.OpportunityId,
                        principalTable: "opportunities_opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "consortia_consortia",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    IsAgreed = table.Column<bool>(type: "INTEGER", nullable: false),
                    FormedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DissolvedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DissolvedBecause = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    SealedLocks = table.Column<string>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consortia_consortia", x => x.Id);
                    table.ForeignKey(
                        name: "FK_consortia_consortia_opportunities_opportunities_OpportunityId",
                        column: x => x.OpportunityId,
                        principalTable: "opportunities_opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "opportunities_listings",
                columns: table => new
                {
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    LeadProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LeadProviderName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    OpensAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosesAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    IsAnnounced = table.Column<bool>(type: "INTEGER", nullable: false),
                    ValueAYear = table.Column<int>(type: "INTEGER", nullable: false),
                    LargestLot = table.Column<int>(type: "INTEGER", nullable: false),
                    LotCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Tier = table.Column<int>(type: "INTEGER", nullable: false),
                    TermMonths = table.Column<int>(type: "INTEGER", nullable: false),
                    ExtensionMonths = table.Column<int>(type: "INTEGER", nullable: false),
                    PaymentByResults = table.Column<int>(type: "INTEGER", nullable: false),
                    IsBilingual = table.Column<bool>(type: "INTEGER", nullable: false),
                    Areas = table.Column<string>(type: "TEXT", nullable: false),
                    Authorities = table.Column<string>(type: "TEXT", nullable: false),
                    Services = table.Column<string>(type: "TEXT", nullable: false),
                    IsShelved = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opportunities_listings", x => x.Number);
                    table.ForeignKey(
                        name: "FK_opportunities_listings_opportunities_opportunities_OpportunityId",
                        column: x => x.OpportunityId,
                        principalTable: "opportunities_opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "opportunities_lots",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Places = table.Column<string>(type: "TEXT", nullable: false),
                    ValueAYear = table.Column<int>(type: "INTEGER", nullable: true),
                    PeopleAYear = table.Column<int>(type: "INTEGER", nullable: true),
                    AreaCodes = table.Column<string>(type: "TEXT", nullable: false),
                    AuthorityCodes = table.Column<string>(type: "TEXT", nullable: false),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    CancelReason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    CancelledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opportunities_lots", x => x.Id);
                    table.ForeignKey(
                        name: "FK_opportunities_lots_opportunities_opportunities_OpportunityId",
                        column: x => x.OpportunityId,
                        principalTable: "opportunities_opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workflows_workflows",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TypeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    CorrelationId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UniqueKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    SealId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SubjectTitle = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    SubjectUrl = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false),
                    RunAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    NotBefore = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Steps = table.Column<int>(type: "INTEGER", nullable: false),
                    StepsWithoutWait = table.Column<int>(type: "INTEGER", nullable: false),
                    Records = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FaultStepId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Fault = table.Column<string>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_workflows", x => x.Id);
                    table.ForeignKey(
                        name: "FK_workflows_workflows_workflows_type_versions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "workflows_type_versions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_workflows_workflows_workflows_types_TypeId",
                        column: x => x.TypeId,
                        principalTable: "workflows_types",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "involvement_comments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    IsFinal = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsVariation = table.Column<bool>(type: "INTEGER", nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SubmittedByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RatifiedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RatifiedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    RedactedText = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: true),
                    RedactedWhy = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    RedactedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    RedactedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_involvement_comments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_involvement_comments_involvement_requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "involvement_requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "involvement_regards",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CommentNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    AnsweredBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AnsweredByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_involvement_regards", x => x.Id);
                    table.ForeignKey(
                        name: "FK_involvement_regards_involvement_requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "involvement_requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bidding_opened",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BidderName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    LeadOrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    DisqualifiedBecause = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bidding_opened", x => x.Id);
                    table.ForeignKey(
                        name: "FK_bidding_opened_bidding_bids_Id",
                        column: x => x.Id,
                        principalTable: "bidding_bids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bidding_opened_opportunities_opportunities_OpportunityId",
                        column: x => x.OpportunityId,
                        principalTable: "opportunities_opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bidding_opened_organisations_organisations_LeadOrganisationId",
                        column: x => x.LeadOrganisationId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bidding_versions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BidId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<string>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bidding_versions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_bidding_versions_bidding_bids_BidId",
                        column: x => x.BidId,
                        principalTable: "bidding_bids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bidding_versions_opportunities_opportunities_OpportunityId",
                        column: x => x.OpportunityId,
                        principalTable: "opportunities_opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "consortia_invitations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Share = table.Column<int>(type: "INTEGER", nullable: false),
                    Message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Replaces = table.Column<Guid>(type: "TEXT", nullable: true),
                    InvitedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ConsortiumId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consortia_invitations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_consortia_invitations_consortia_consortia_ConsortiumId",
                        column: x => x.ConsortiumId,
                        principalTable: "consortia_consortia",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_consortia_invitations_organisations_organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "consortia_members",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Share = table.Column<int>(type: "INTEGER", nullable: false),
                    IsLead = table.Column<bool>(type: "INTEGER", nullable: false),
                    CanSign = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    JoinedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LeftAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcceptedVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    AcceptedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcceptedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ConsortiumId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consortia_members", x => x.Id);
                    table.ForeignKey(
                        name: "FK_consortia_members_consortia_consortia_ConsortiumId",
                        column: x => x.ConsortiumId,
                        principalTable: "consortia_consortia",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_consortia_members_organisations_organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "opportunities_facets",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    OpensAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opportunities_facets", x => new { x.Name, x.EndsAt, x.Number, x.OpensAt });
                    table.ForeignKey(
                        name: "FK_opportunities_facets_opportunities_listings_Number",
                        column: x => x.Number,
                        principalTable: "opportunities_listings",
                        principalColumn: "Number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "awards_awards",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpportunityReference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OpportunityTitle = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LiveLotId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LotNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    LotTitle = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    IsOnlyLot = table.Column<bool>(type: "INTEGER", nullable: false),
                    LeadProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ValueAYear = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ProposedByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProposedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ApprovedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ApprovedByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    NotifiedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    StandstillEndsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ChallengedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ChallengeReason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ChallengeSettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ChallengeOutcome = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ConfirmedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CancelledBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    CancelledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CancelReason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_awards_awards", x => x.Id);
                    table.ForeignKey(
                        name: "FK_awards_awards_opportunities_lots_LotId",
                        column: x => x.LotId,
                        principalTable: "opportunities_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_awards_awards_opportunities_opportunities_OpportunityId",
                        column: x => x.OpportunityId,
                        principalTable: "opportunities_opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_awards_awards_organisations_organisations_LeadProviderId",
                        column: x => x.LeadProviderId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "evaluation_lots",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    LotNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    LeadProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    QualityLockedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    QualityLockedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SignedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SignedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SignedByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evaluation_lots", x => x.Id);
                    table.ForeignKey(
                        name: "FK_evaluation_lots_opportunities_lots_LotId",
                        column: x => x.LotId,
                        principalTable: "opportunities_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_evaluation_lots_opportunities_opportunities_OpportunityId",
                        column: x => x.OpportunityId,
                        principalTable: "opportunities_opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_evaluation_lots_organisations_organisations_LeadProviderId",
                        column: x => x.LeadProviderId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflows_bookmarks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkflowId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CorrelationId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Hidden = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_bookmarks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_workflows_bookmarks_workflows_workflows_WorkflowId",
                        column: x => x.WorkflowId,
                        principalTable: "workflows_workflows",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflows_deliveries",
                columns: table => new
                {
                    WorkflowId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    HandledAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_deliveries", x => new { x.WorkflowId, x.EventNumber });
                    table.ForeignKey(
                        name: "FK_workflows_deliveries_workflows_events_EventNumber",
                        column: x => x.EventNumber,
                        principalTable: "workflows_events",
                        principalColumn: "Number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_workflows_deliveries_workflows_workflows_WorkflowId",
                        column: x => x.WorkflowId,
                        principalTable: "workflows_workflows",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflows_effects",
                columns: table => new
                {
                    WorkflowId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_effects", x => new { x.WorkflowId, x.Key });
                    table.ForeignKey(
                        name: "FK_workflows_effects_workflows_workflows_WorkflowId",
                        column: x => x.WorkflowId,
                        principalTable: "workflows_workflows",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflows_records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkflowId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    TokenId = table.Column<Guid>(type: "TEXT", nullable: true),
                    StepId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DurationMs = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_records", x => x.Id);
                    table.ForeignKey(
                        name: "FK_workflows_records_workflows_workflows_WorkflowId",
                        column: x => x.WorkflowId,
                        principalTable: "workflows_workflows",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflows_timers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkflowId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ActiveAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_timers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_workflows_timers_workflows_workflows_WorkflowId",
                        column: x => x.WorkflowId,
                        principalTable: "workflows_workflows",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflows_tokens",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkflowId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StepId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ParentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Memory = table.Column<string>(type: "TEXT", nullable: true),
                    Progress = table.Column<string>(type: "TEXT", nullable: true),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflows_tokens", x => x.Id);
                    table.ForeignKey(
                        name: "FK_workflows_tokens_workflows_workflows_WorkflowId",
                        column: x => x.WorkflowId,
                        principalTable: "workflows_workflows",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bidding_opened_lots",
                columns: table => new
                {
                    BidId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bidding_opened_lots", x => new { x.BidId, x.LotId });
                    table.ForeignKey(
                        name: "FK_bidding_opened_lots_bidding_opened_BidId",
                        column: x => x.BidId,
                        principalTable: "bidding_opened",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_bidding_opened_lots_opportunities_lots_LotId",
                        column: x => x.LotId,
                        principalTable: "opportunities_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "awards_bids",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AwardId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BidId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BidReference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BidderName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    LeadOrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationIds = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Rank = table.Column<int>(type: "INTEGER", nullable: false),
                    Quality = table.Column<decimal>(type: "TEXT", precision: 28, scale: 20, nullable: false),
                    PriceScore = table.Column<decimal>(type: "TEXT", precision: 28, scale: 20, nullable: false),
                    Total = table.Column<decimal>(type: "TEXT", precision: 28, scale: 20, nullable: false),
                    Scores = table.Column<string>(type: "TEXT", nullable: false),
                    DisqualifiedBecause = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_awards_bids", x => x.Id);
                    table.ForeignKey(
                        name: "FK_awards_bids_awards_awards_AwardId",
                        column: x => x.AwardId,
                        principalTable: "awards_awards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_awards_bids_bidding_bids_BidId",
                        column: x => x.BidId,
                        principalTable: "bidding_bids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_awards_bids_organisations_organisations_LeadOrganisationId",
                        column: x => x.LeadOrganisationId,
                        principalTable: "organisations_organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "evaluation_agreed_scores",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EvaluationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BidId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CriterionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Value = table.Column<decimal>(type: "TEXT", precision: 3, scale: 1, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evaluation_agreed_scores", x => x.Id);
                    table.ForeignKey(
                        name: "FK_evaluation_agreed_scores_evaluation_lots_EvaluationId",
                        column: x => x.EvaluationId,
                        principalTable: "evaluation_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "evaluation_evaluators",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EvaluationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AssignedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AssignedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Interest = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    DeclaredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SavedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LockedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReplacedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evaluation_evaluators", x => x.Id);
                    table.ForeignKey(
                        name: "FK_evaluation_evaluators_evaluation_lots_EvaluationId",
                        column: x => x.EvaluationId,
                        principalTable: "evaluation_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "evaluation_scores",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EvaluatorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BidId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CriterionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Value = table.Column<decimal>(type: "TEXT", precision: 3, scale: 1, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evaluation_scores", x => x.Id);
                    table.ForeignKey(
                        name: "FK_evaluation_scores_evaluation_evaluators_EvaluatorId",
                        column: x => x.EvaluatorId,
                        principalTable: "evaluation_evaluators",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audittrail_broken_seals_SealId",
                table: "audittrail_broken_seals",
                column: "SealId");

            migrationBuilder.CreateIndex(
                name: "IX_audittrail_records_Action_Id",
                table: "audittrail_records",
                columns: new[] { "Action", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_audittrail_records_IsListed_Id",
                table: "audittrail_records",
                columns: new[] { "IsListed", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_audittrail_records_IsListed_SealId",
                table: "audittrail_records",
                columns: new[] { "IsListed", "SealId" });

            migrationBuilder.CreateIndex(
                name: "IX_audittrail_records_Reference_Id",
                table: "audittrail_records",
                columns: new[] { "Reference", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_audittrail_records_Sequence",
                table: "audittrail_records",
                column: "Sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audittrail_records_SubjectType_SubjectId_Id",
                table: "audittrail_records",
                columns: new[] { "SubjectType", "SubjectId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_audittrail_records_UserId_Id",
                table: "audittrail_records",
                columns: new[] { "UserId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_awards_awards_LeadProviderId_Id",
                table: "awards_awards",
                columns: new[] { "LeadProviderId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_awards_awards_LiveLotId",
                table: "awards_awards",
                column: "LiveLotId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_awards_awards_LotId",
                table: "awards_awards",
                column: "LotId");

            migrationBuilder.CreateIndex(
                name: "IX_awards_awards_OpportunityId_State",
                table: "awards_awards",
                columns: new[] { "OpportunityId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_awards_awards_Reference",
                table: "awards_awards",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_awards_bids_AwardId_BidId",
                table: "awards_bids",
                columns: new[] { "AwardId", "BidId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_awards_bids_BidId",
                table: "awards_bids",
                column: "BidId");

            migrationBuilder.CreateIndex(
                name: "IX_awards_bids_LeadOrganisationId",
                table: "awards_bids",
                column: "LeadOrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_bidding_bids_OpportunityId",
                table: "bidding_bids",
                column: "OpportunityId");

            migrationBuilder.CreateIndex(
                name: "IX_bidding_bids_Reference",
                table: "bidding_bids",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bidding_opened_LeadOrganisationId",
                table: "bidding_opened",
                column: "LeadOrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_bidding_opened_OpportunityId",
                table: "bidding_opened",
                column: "OpportunityId");

            migrationBuilder.CreateIndex(
                name: "IX_bidding_opened_lots_LotId",
                table: "bidding_opened_lots",
                column: "LotId");

            migrationBuilder.CreateIndex(
                name: "IX_bidding_openings_OpportunityId",
                table: "bidding_openings",
                column: "OpportunityId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bidding_slots_Holder",
                table: "bidding_slots",
                column: "Holder");

            migrationBuilder.CreateIndex(
                name: "IX_bidding_versions_BidId_Number",
                table: "bidding_versions",
                columns: new[] { "BidId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bidding_versions_OpportunityId",
                table: "bidding_versions",
                column: "OpportunityId");

            migrationBuilder.CreateIndex(
                name: "IX_consortia_consortia_OpportunityId",
                table: "consortia_consortia",
                column: "OpportunityId");

            migrationBuilder.CreateIndex(
                name: "IX_consortia_invitations_ConsortiumId",
                table: "consortia_invitations",
                column: "ConsortiumId");

            migrationBuilder.CreateIndex(
                name: "IX_consortia_invitations_OrganisationId_State",
                table: "consortia_invitations",
                columns: new[] { "OrganisationId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_consortia_invitations_State_ExpiresAt",
                table: "consortia_invitations",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_consortia_members_ConsortiumId",
                table: "consortia_members",
                column: "ConsortiumId");

            migrationBuilder.CreateIndex(
                name: "IX_consortia_members_OrganisationId_State",
                table: "consortia_members",
                columns: new[] { "OrganisationId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_data_once_At",
                table: "data_once",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_data_outbox_DoneAt",
                table: "data_outbox",
                column: "DoneAt");

            migrationBuilder.CreateIndex(
                name: "IX_data_outbox_DueAt_Id",
                table: "data_outbox",
                columns: new[] { "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_agreed_scores_EvaluationId_BidId_CriterionId",
                table: "evaluation_agreed_scores",
                columns: new[] { "EvaluationId", "BidId", "CriterionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_evaluators_EvaluationId",
                table: "evaluation_evaluators",
                column: "EvaluationId");

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_evaluators_UserId",
                table: "evaluation_evaluators",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_lots_LeadProviderId_Id",
                table: "evaluation_lots",
                columns: new[] { "LeadProviderId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_lots_LotId",
                table: "evaluation_lots",
                column: "LotId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_lots_OpportunityId",
                table: "evaluation_lots",
                column: "OpportunityId");

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_scores_EvaluatorId_BidId_CriterionId",
                table: "evaluation_scores",
                columns: new[] { "EvaluatorId", "BidId", "CriterionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_involvement_comments_PublishedAt_Id",
                table: "involvement_comments",
                columns: new[] { "PublishedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_involvement_comments_RequestId_Number",
                table: "involvement_comments",
                columns: new[] { "RequestId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_involvement_regards_RequestId",
                table: "involvement_regards",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_involvement_requests_AuthorityOrganisationId_Id",
                table: "involvement_requests",
                columns: new[] { "AuthorityOrganisationId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_involvement_requests_State_DueAt",
                table: "involvement_requests",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_involvement_requests_SubjectId_AuthorityCode",
                table: "involvement_requests",
                columns: new[] { "SubjectId", "AuthorityCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_involvement_subjects_AskingOrganisationId_Id",
                table: "involvement_subjects",
                columns: new[] { "AskingOrganisationId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_media_files_ClaimedAt_StoredAt",
                table: "media_files",
                columns: new[] { "ClaimedAt", "StoredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_media_files_OwnerKind_OwnerId",
                table: "media_files",
                columns: new[] { "OwnerKind", "OwnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_media_files_ReleasedAt",
                table: "media_files",
                column: "ReleasedAt");

            migrationBuilder.CreateIndex(
                name: "IX_notifications_mails_State_DueAt_Id",
                table: "notifications_mails",
                columns: new[] { "State", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_mails_State_Id",
                table: "notifications_mails",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_messages_UserId_Id",
                table: "notifications_messages",
                columns: new[] { "UserId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_messages_UserId_ReadAt",
                table: "notifications_messages",
                columns: new[] { "UserId", "ReadAt" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_opt_outs_Group",
                table: "notifications_opt_outs",
                column: "Group");

            migrationBuilder.CreateIndex(
                name: "IX_notifications_opt_outs_UserId_Group",
                table: "notifications_opt_outs",
                columns: new[] { "UserId", "Group" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_opportunities_facets_Number",
                table: "opportunities_facets",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "IX_opportunities_listings_EndsAt_Number_OpensAt_IsAnnounced",
                table: "opportunities_listings",
                columns: new[] { "EndsAt", "Number", "OpensAt", "IsAnnounced" });

            migrationBuilder.CreateIndex(
                name: "IX_opportunities_listings_IsShelved_EndsAt",
                table: "opportunities_listings",
                columns: new[] { "IsShelved", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_opportunities_listings_OpportunityId",
                table: "opportunities_listings",
                column: "OpportunityId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_opportunities_lots_OpportunityId",
                table: "opportunities_lots",
                column: "OpportunityId");

            migrationBuilder.CreateIndex(
                name: "IX_opportunities_opportunities_LeadProviderId_Stage_Id",
                table: "opportunities_opportunities",
                columns: new[] { "LeadProviderId", "Stage", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_opportunities_opportunities_Reference",
                table: "opportunities_opportunities",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_opportunities_opportunities_Stage_ClosesAt",
                table: "opportunities_opportunities",
                columns: new[] { "Stage", "ClosesAt" });

            migrationBuilder.CreateIndex(
                name: "IX_opportunities_opportunities_Stage_OpensAt",
                table: "opportunities_opportunities",
                columns: new[] { "Stage", "OpensAt" });

            migrationBuilder.CreateIndex(
                name: "IX_organisations_appointments_OrganisationId",
                table: "organisations_appointments",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_organisations_identifiers_Claim",
                table: "organisations_identifiers",
                column: "Claim",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisations_identifiers_OrganisationId",
                table: "organisations_identifiers",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_organisations_invitations_OpenKey",
                table: "organisations_invitations",
                column: "OpenKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisations_invitations_OrganisationId",
                table: "organisations_invitations",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_organisations_invitations_TokenHash",
                table: "organisations_invitations",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisations_members_OrganisationId_UserId",
                table: "organisations_members",
                columns: new[] { "OrganisationId", "UserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisations_members_UserId",
                table: "organisations_members",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_organisations_organisations_GssCode",
                table: "organisations_organisations",
                column: "GssCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisations_organisations_Reference",
                table: "organisations_organisations",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisations_organisations_RegisteredBy",
                table: "organisations_organisations",
                column: "RegisteredBy");

            migrationBuilder.CreateIndex(
                name: "IX_organisations_organisations_Slug",
                table: "organisations_organisations",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisations_organisations_Status_Kind_NameKey_Id",
                table: "organisations_organisations",
                columns: new[] { "Status", "Kind", "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_pages_menus_Key",
                table: "pages_menus",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pages_pages_slug",
                table: "pages_pages",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_pages_redirects_PageId",
                table: "pages_redirects",
                column: "PageId");

            migrationBuilder.CreateIndex(
                name: "IX_pages_redirects_Slug",
                table: "pages_redirects",
                column: "Slug");

            migrationBuilder.CreateIndex(
                name: "IX_pages_versions_PageId_Number",
                table: "pages_versions",
                columns: new[] { "PageId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_places_areas_Code",
                table: "places_areas",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_places_areas_Slug",
                table: "places_areas",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_places_authorities_AreaCode",
                table: "places_authorities",
                column: "AreaCode");

            migrationBuilder.CreateIndex(
                name: "IX_places_authorities_Code",
                table: "places_authorities",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_places_bank_holidays_Date",
                table: "places_bank_holidays",
                column: "Date",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_places_cohorts_Code",
                table: "places_cohorts",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_places_commissioners_Code",
                table: "places_commissioners",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_places_services_Code",
                table: "places_services",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_site_recipes_name",
                table: "site_recipes",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_site_settings_name",
                table: "site_settings",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_users_account_claims_UserId",
                table: "users_account_claims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_users_account_logins_UserId",
                table: "users_account_logins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_users_account_roles_RoleId",
                table: "users_account_roles",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "IX_users_accounts_IsDemonstration",
                table: "users_accounts",
                column: "IsDemonstration");

            migrationBuilder.CreateIndex(
                name: "ux_users_accounts_email",
                table: "users_accounts",
                column: "NormalizedEmail",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_users_accounts_name",
                table: "users_accounts",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_users_role_claims_RoleId",
                table: "users_role_claims",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "ux_users_roles_name",
                table: "users_roles",
                column: "NormalizedName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_users_sign_in_tries_LastAt",
                table: "users_sign_in_tries",
                column: "LastAt");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_bookmarks_CorrelationId_EventName",
                table: "workflows_bookmarks",
                columns: new[] { "CorrelationId", "EventName" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_bookmarks_TokenId_EventName_CorrelationId",
                table: "workflows_bookmarks",
                columns: new[] { "TokenId", "EventName", "CorrelationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_workflows_bookmarks_WorkflowId",
                table: "workflows_bookmarks",
                column: "WorkflowId");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_deliveries_EventNumber",
                table: "workflows_deliveries",
                column: "EventNumber");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_deliveries_WorkflowId_HandledAt_EventNumber",
                table: "workflows_deliveries",
                columns: new[] { "WorkflowId", "HandledAt", "EventNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_events_CorrelationId_RouteAt",
                table: "workflows_events",
                columns: new[] { "CorrelationId", "RouteAt" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_events_RouteAt_Number",
                table: "workflows_events",
                columns: new[] { "RouteAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_events_SealId",
                table: "workflows_events",
                column: "SealId");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_records_WorkflowId_Number",
                table: "workflows_records",
                columns: new[] { "WorkflowId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_workflows_starts_EventName",
                table: "workflows_starts",
                column: "EventName");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_timers_ActiveAt",
                table: "workflows_timers",
                column: "ActiveAt");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_timers_TokenId_Name",
                table: "workflows_timers",
                columns: new[] { "TokenId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_workflows_timers_WorkflowId",
                table: "workflows_timers",
                column: "WorkflowId");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_tokens_WorkflowId",
                table: "workflows_tokens",
                column: "WorkflowId");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_type_versions_TypeId_Number",
                table: "workflows_type_versions",
                columns: new[] { "TypeId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_workflows_types_Name",
                table: "workflows_types",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_workflows_user_tasks_Key",
                table: "workflows_user_tasks",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_workflows_user_tasks_State_AssigneeKey_SortAt_Id",
                table: "workflows_user_tasks",
                columns: new[] { "State", "AssigneeKey", "SortAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_user_tasks_SubjectType_SubjectId",
                table: "workflows_user_tasks",
                columns: new[] { "SubjectType", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_user_tasks_WorkflowId_State_SortAt",
                table: "workflows_user_tasks",
                columns: new[] { "WorkflowId", "State", "SortAt" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_workflows_CorrelationId",
                table: "workflows_workflows",
                column: "CorrelationId");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_workflows_RunAt",
                table: "workflows_workflows",
                column: "RunAt");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_workflows_SealId",
                table: "workflows_workflows",
                column: "SealId");

            migrationBuilder.CreateIndex(
                name: "IX_workflows_workflows_State_Id",
                table: "workflows_workflows",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_workflows_TypeId_State_Id",
                table: "workflows_workflows",
                columns: new[] { "TypeId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_workflows_workflows_TypeId_UniqueKey",
                table: "workflows_workflows",
                columns: new[] { "TypeId", "UniqueKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_workflows_workflows_VersionId",
                table: "workflows_workflows",
                column: "VersionId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audittrail_broken_seals");

            migrationBuilder.DropTable(
                name: "audittrail_heads");

            migrationBuilder.DropTable(
                name: "audittrail_records");

            migrationBuilder.DropTable(
                name: "awards_bids");

            migrationBuilder.DropTable(
                name: "bidding_opened_lots");

            migrationBuilder.DropTable(
                name: "bidding_openings");

            migrationBuilder.DropTable(
                name: "bidding_portfolios");

            migrationBuilder.DropTable(
                name: "bidding_slots");

            migrationBuilder.DropTable(
                name: "bidding_versions");

            migrationBuilder.DropTable(
                name: "consortia_invitations");

            migrationBuilder.DropTable(
                name: "consortia_members");

            migrationBuilder.DropTable(
                name: "data_once");

            migrationBuilder.DropTable(
                name: "data_outbox");

            migrationBuilder.DropTable(
                name: "data_outbox_handled");

            migrationBuilder.DropTable(
                name: "data_sequences");

            migrationBuilder.DropTable(
                name: "evaluation_agreed_scores");

            migrationBuilder.DropTable(
                name: "evaluation_scores");

            migrationBuilder.DropTable(
                name: "involvement_comments");

            migrationBuilder.DropTable(
                name: "involvement_regards");

            migrationBuilder.DropTable(
                name: "media_files");

            migrationBuilder.DropTable(
                name: "notifications_mails");

            migrationBuilder.DropTable(
                name: "notifications_messages");

            migrationBuilder.DropTable(
                name: "notifications_opt_outs");

            migrationBuilder.DropTable(
                name: "opportunities_facets");

            migrationBuilder.DropTable(
                name: "organisations_appointments");

            migrationBuilder.DropTable(
                name: "organisations_identifiers");

            migrationBuilder.DropTable(
                name: "organisations_invitations");

            migrationBuilder.DropTable(
                name: "organisations_members");

            migrationBuilder.DropTable(
                name: "pages_menus");

            migrationBuilder.DropTable(
                name: "pages_redirects");

            migrationBuilder.DropTable(
                name: "pages_versions");

            migrationBuilder.DropTable(
                name: "places_areas");

            migrationBuilder.DropTable(
                name: "places_authorities");

            migrationBuilder.DropTable(
                name: "places_bank_holidays");

            migrationBuilder.DropTable(
                name: "places_cohorts");

            migrationBuilder.DropTable(
                name: "places_commissioners");

            migrationBuilder.DropTable(
                name: "places_services");

            migrationBuilder.DropTable(
                name: "site_recipes");

            migrationBuilder.DropTable(
                name: "site_settings");

            migrationBuilder.DropTable(
                name: "users_account_claims");

            migrationBuilder.DropTable(
                name: "users_account_logins");

            migrationBuilder.DropTable(
                name: "users_account_roles");

            migrationBuilder.DropTable(
                name: "users_account_tokens");

            migrationBuilder.DropTable(
                name: "users_mails_asked");

            migrationBuilder.DropTable(
                name: "users_role_claims");

            migrationBuilder.DropTable(
                name: "users_role_permissions");

            migrationBuilder.DropTable(
                name: "users_setup_tokens");

            migrationBuilder.DropTable(
                name: "users_sign_in_tries");

            migrationBuilder.DropTable(
                name: "workflows_bookmarks");

            migrationBuilder.DropTable(
                name: "workflows_deliveries");

            migrationBuilder.DropTable(
                name: "workflows_effects");

            migrationBuilder.DropTable(
                name: "workflows_records");

            migrationBuilder.DropTable(
                name: "workflows_starts");

            migrationBuilder.DropTable(
                name: "workflows_timers");

            migrationBuilder.DropTable(
                name: "workflows_tokens");

            migrationBuilder.DropTable(
                name: "workflows_user_tasks");

            migrationBuilder.DropTable(
                name: "awards_awards");

            migrationBuilder.DropTable(
                name: "bidding_opened");

            migrationBuilder.DropTable(
                name: "consortia_consortia");

            migrationBuilder.DropTable(
                name: "evaluation_evaluators");

            migrationBuilder.DropTable(
                name: "involvement_requests");

            migrationBuilder.DropTable(
                name: "opportunities_listings");

            migrationBuilder.DropTable(
                name: "pages_pages");

            migrationBuilder.DropTable(
                name: "users_accounts");

            migrationBuilder.DropTable(
                name: "users_roles");

            migrationBuilder.DropTable(
                name: "workflows_events");

            migrationBuilder.DropTable(
                name: "workflows_workflows");

            migrationBuilder.DropTable(
                name: "bidding_bids");

            migrationBuilder.DropTable(
                name: "evaluation_lots");

            migrationBuilder.DropTable(
                name: "involvement_subjects");

            migrationBuilder.DropTable(
                name: "workflows_type_versions");

            migrationBuilder.DropTable(
                name: "opportunities_lots");

            migrationBuilder.DropTable(
                name: "workflows_types");

            migrationBuilder.DropTable(
                name: "opportunities_opportunities");

            migrationBuilder.DropTable(
                name: "organisations_organisations");
        }
    }
}
