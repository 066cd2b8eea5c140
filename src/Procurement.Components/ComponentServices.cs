using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Procurement.Components.Text;
using Procurement.Kernel;

namespace Procurement.Components;

/// <summary>Adds the words and what the components need.</summary>
public static class ComponentServices
{
    /// <summary>Adds them; further assemblies with words are those that are no modules: the theme, the host.</summary>
    public static IServiceCollection AddWords(this IServiceCollection services, params Assembly[] more)
    {
        services.AddSingleton(s => new WordBook(s.GetRequiredService<ModuleList>(), more));
        services.AddScoped<IWords, JsonWords>();
        services.TryAddScoped<ISiteIdentity, UnsetSiteIdentity>();
        services.TryAddScoped<IFooter, NoFooter>();
        services.AddHttpContextAccessor();
        services.AddScoped<Navigation>();
        services.AddSingleton<IConfigureOptions<MvcOptions>, BindingMessages>();
        // Letters such as ŵ and ’ go out as themselves.
        services.Replace(ServiceDescriptor.Singleton(HtmlEncoder.Create(UnicodeRanges.All)));
        return services;
    }
}

/// <summary>The sentences of a value that cannot be read at all, and no sentences of the framework's own.</summary>
internal sealed class BindingMessages(WordBook book) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        var messages = options.ModelBindingMessageProvider;
        messages.SetValueMustNotBeNullAccessor(_ => Say("Common.Invalid.Missing"));
        messages.SetMissingBindRequiredValueAccessor(_ => Say("Common.Invalid.Missing"));
        messages.SetMissingKeyOrValueAccessor(() => Say("Common.Invalid.Missing"));
        messages.SetMissingRequestBodyRequiredValueAccessor(() => Say("Common.Invalid.Missing"));
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => Say("Common.Invalid.Value"));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Say("Common.Invalid.Value"));
        messages.SetUnknownValueIsInvalidAccessor(_ => Say("Common.Invalid.Value"));
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Say("Common.Invalid.Value"));
        messages.SetValueIsInvalidAccessor(_ => Say("Common.Invalid.Value"));
        messages.SetValueMustBeANumberAccessor(_ => Say("Common.Invalid.Number"));
        messages.SetNonPropertyValueMustBeANumberAccessor(() => Say("Common.Invalid.Number"));
    }

    private string Say(string key) =>
        (System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "cy" ? book.Welsh(key) : null) ?? book.English(key) ?? key;
}
