using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Data;
using Procurement.Users.Domain;

namespace Procurement.Users.Data;

internal sealed class PortalUserMap : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.ToTable("users_accounts");
        builder.HasKey(u => u.Id);
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.UserName).HasMaxLength(PortalUser.EmailLength);
        builder.Property(u => u.NormalizedUserName).HasMaxLength(PortalUser.EmailLength);
        builder.Property(u => u.Email).HasMaxLength(PortalUser.EmailLength);
        builder.Property(u => u.NormalizedEmail).HasMaxLength(PortalUser.EmailLength);
        builder.Property(u => u.DisplayName).HasMaxLength(PortalUser.NameLength);
        builder.Property(u => u.SearchText).HasMaxLength(PortalUser.EmailLength + PortalUser.NameLength + 1);
        builder.Property(u => u.Culture).HasMaxLength(5);
        builder.Property(u => u.BlockedReason).HasMaxLength(500);
        builder.Property(u => u.SecurityStamp).HasMaxLength(64);
        builder.Property(u => u.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
        builder.Property(u => u.PasswordHash).HasMaxLength(400);
        builder.Property(u => u.TwoStepKey).HasMaxLength(600);
        builder.Property(u => u.RecoveryCodes).HasJson();
        builder.Ignore(u => u.PhoneNumber);
        builder.Ignore(u => u.PhoneNumberConfirmed);
        builder.HasIndex(u => u.NormalizedUserName).IsUnique().HasDatabaseName("ux_users_accounts_name");
        builder.HasIndex(u => u.NormalizedEmail).IsUnique().HasDatabaseName("ux_users_accounts_email");
        builder.HasIndex(u => u.IsDemonstration);
    }
}

internal sealed class PortalRoleMap : IEntityTypeConfiguration<PortalRole>
{
    public void Configure(EntityTypeBuilder<PortalRole> builder)
    {
        builder.ToTable("users_roles");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Name).HasMaxLength(100);
        builder.Property(r => r.NormalizedName).HasMaxLength(100);
        builder.Property(r => r.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
        builder.HasIndex(r => r.NormalizedName).IsUnique().HasDatabaseName("ux_users_roles_name");
    }
}

internal sealed class UserRoleMap : IEntityTypeConfiguration<IdentityUserRole<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserRole<Guid>> builder)
    {
        builder.ToTable("users_account_roles");
        builder.HasKey(r => new { r.UserId, r.RoleId });
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PortalRole>().WithMany().HasForeignKey(r => r.RoleId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UserClaimMap : IEntityTypeConfiguration<IdentityUserClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
    {
        builder.ToTable("users_account_claims");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.ClaimType).HasMaxLength(200);
        builder.Property(c => c.ClaimValue).HasMaxLength(500);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UserLoginMap : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("users_account_logins");
        builder.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        builder.Property(l => l.LoginProvider).HasMaxLength(128);
        builder.Property(l => l.ProviderKey).HasMaxLength(128);
        builder.Property(l => l.ProviderDisplayName).HasMaxLength(128);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UserTokenMap : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.ToTable("users_account_tokens");
        builder.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        builder.Property(t => t.LoginProvider).HasMaxLength(128);
        builder.Property(t => t.Name).HasMaxLength(128);
        builder.Property(t => t.Value).HasMaxLength(2000);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RoleClaimMap : IEntityTypeConfiguration<IdentityRoleClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityRoleClaim<Guid>> builder)
    {
        builder.ToTable("users_role_claims");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.ClaimType).HasMaxLength(200);
        builder.Property(c => c.ClaimValue).HasMaxLength(500);
        builder.HasOne<PortalRole>().WithMany().HasForeignKey(c => c.RoleId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RolePermissionMap : IEntityTypeConfiguration<RolePermission>
{
    public void Configure(EntityTypeBuilder<RolePermission> builder)
    {
        builder.ToTable("users_role_permissions");
        builder.HasKey(p => new { p.RoleId, p.Permission });
        builder.Property(p => p.Permission).HasMaxLength(100);
        builder.HasOne<PortalRole>().WithMany().HasForeignKey(p => p.RoleId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SetupTokenMap : IEntityTypeConfiguration<SetupToken>
{
    public void Configure(EntityTypeBuilder<SetupToken> builder)
    {
        builder.ToTable("users_setup_tokens");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Hash).HasMaxLength(64);
    }
}

internal sealed class SignInTriesMap : IEntityTypeConfiguration<SignInTries>
{
    public void Configure(EntityTypeBuilder<SignInTries> builder)
    {
        builder.ToTable("users_sign_in_tries");
        builder.HasKey(t => t.Key);
        builder.Property(t => t.Key).HasMaxLength(64);
        builder.HasIndex(t => t.LastAt);
    }
}

internal sealed class AccountMailMap : IEntityTypeConfiguration<AccountMail>
{
    public void Configure(EntityTypeBuilder<AccountMail> builder)
    {
        builder.ToTable("users_mails_asked");
        builder.Property(m => m.Email).HasMaxLength(PortalUser.EmailLength);
        builder.Property(m => m.Culture).HasMaxLength(5);
        builder.Property(m => m.ReturnUrl).HasMaxLength(400);
    }
}
