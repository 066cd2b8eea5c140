using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Involvement.Domain;
using Procurement.Kernel;

namespace Procurement.Involvement.RegardComments;

/// <summary>The answer to one comment, as everybody will read it.</summary>
public sealed class AnswerModel : PortalPage
{
    internal CommentSubject Subject { get; private set; } = null!;
    internal CommentRequest Asked { get; private set; } = null!;

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid subjectId, Guid requestId, CancellationToken ct)
    {
        if (!await LoadAsync(subjectId, requestId, ct)) return NotFound();
        Input.Text = Asked.Answer?.Text;
        return Page();
    }

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid subjectId, Guid requestId, CancellationToken ct)
    {
        if (!await LoadAsync(subjectId, requestId, ct)) return NotFound();
        var done = await HttpContext.RequestServices.GetRequiredService<RegardHandler>().HandleAsync(subjectId, requestId, Input.Comment, Input.Text, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed($"/lead/comments/{subjectId}", "Involvement.Answer.Done", Asked.AuthorityName);
    }

    private async Task<bool> LoadAsync(Guid subjectId, Guid requestId, CancellationToken ct)
    {
        var requests = HttpContext.RequestServices.GetRequiredService<Requests>();
        if (await requests.SubjectOfMineAsync(subjectId, ct) is not { } subject) return false;
        if (await requests.LoadAsync(requestId, ct) is not { Request: var request } || request.SubjectId != subjectId || request.Latest is null) return false;
        (Subject, Asked) = (subject, request);
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The answer.</summary>
        public string? Text { get; set; }

        /// <summary>The number of the comment that was on the page: the answer is to that one.</summary>
        public int Comment { get; set; }
    }
}
