package io.halfdoor.api.template;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.link.Link;
import io.halfdoor.api.link.LinkRole;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.merge.Envelope;
import io.halfdoor.api.merge.Finding;
import io.halfdoor.api.merge.Mail;
import io.halfdoor.api.merge.Wording;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.use.Views;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Templates filled in, and what is found wanting in them. Nothing is written. */
@Path("templates")
@Produces(MediaType.APPLICATION_JSON)
public final class RenderResource {

  private static final String EML = "message/rfc822";

  private final TemplateStore templates;
  private final Editing editing;
  private final Links links;
  private final Items items;
  private final Views views;

  RenderResource(Jdbi jdbi, Editing editing, Links links, Items items, Views views) {
    this.templates = jdbi.onDemand(TemplateStore.class);
    this.editing = editing;
    this.links = links;
    this.items = items;
    this.views = views;
  }

  @POST
  @Path("{id}/render")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow(reads = true)
  public MailBody render(
      @Auth Caller caller, @PathParam("id") String id, @NotNull @Valid Rendering body) {
    Version version = version(id, body.version(), caller);
    return MailBody.of(
        mail(id, version, body, caller), version.number(), attachments(version, caller));
  }

  /** The same as a file that mail programs open as a draft. */
  @POST
  @Path("{id}/render")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(EML + ";qs=0.5")
  @Allow(reads = true)
  public Response renderFile(
      @Auth Caller caller, @PathParam("id") String id, @NotNull @Valid Rendering body) {
    Version version = version(id, body.version(), caller);
    if (body.envelope() == null) {
      throw Problem.invalid(
          Fault.at("/envelope", "A file needs from, date, messageId and boundary."));
    }
    Mail mail = mail(id, version, body, caller);
    try {
      return Response.ok(mail.eml(body.envelope().toEnvelope()), EML).build();
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
          Fault.at("/envelope", "It holds an address, an id or a boundary that no header may."));
    }
  }

  @GET
  @Path("{id}/preview")
  @Allow
  public MailBody preview(
      @Auth Caller caller,
      @PathParam("id") String id,
      @QueryParam("version") @Nullable Integer number) {
    Version version = version(id, number, caller);
    Template template = VersionResource.find(templates, id, caller);
    Mail mail = composed(template, version, null, caller).examples();
    views.count(Template.KIND, template.id(), caller.personId());
    return MailBody.of(mail, version.number(), attachments(version, caller));
  }

  /** Of the version named, else of the latest that the caller sees. */
  @GET
  @Path("{id}/lint")
  @Allow
  public LintBody lint(
      @Auth Caller caller,
      @PathParam("id") String id,
      @QueryParam("version") @Nullable Integer number) {
    Template template = VersionResource.find(templates, id, caller);
    int wanted = number == null ? VersionResource.latest(template, caller) : number;
    Version version = VersionResource.version(templates, template, wanted, caller);
    Wording wording = version.wording(template.description().language());
    return LintBody.of(editing.composition(template, wording, caller).lint());
  }

  /** Of a wording that is not stored. */
  @POST
  @Path("lint")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow(reads = true)
  public LintBody lint(@Auth Caller caller, @NotNull @Valid Unstored body) {
    TemplateKind kind = body.kind() == null ? TemplateKind.TEMPLATE : body.kind();
    Wording wording = body.version().wording(body.language() == null ? "en" : body.language());
    return LintBody.of(editing.composition(kind, wording, null, List.of(), caller).lint());
  }

  private Mail mail(String id, Version version, Rendering body, Caller caller) {
    Template template = VersionResource.find(templates, id, caller);
    Mail mail = composed(template, version, body.locale(), caller).render(body.data());
    views.count(Template.KIND, template.id(), caller.personId());
    return mail;
  }

  private Composition composed(
      Template template, Version version, @Nullable String locale, Caller caller) {
    if (template.isSnippet()) {
      throw Problem.invalid(Fault.at("", "A snippet goes out as part of a template alone."));
    }
    String language = locale == null ? template.description().language() : locale;
    return editing.composition(template, version.wording(language), caller);
  }

  private Version version(String id, @Nullable Integer number, Caller caller) {
    if (number == null) {
      return TemplateResource.shown(templates, id, caller).version();
    }
    return VersionResource.version(
        templates, VersionResource.find(templates, id, caller), number, caller);
  }

  private List<AttachmentBody> attachments(Version version, Caller caller) {
    return links.from(version.templateId(), LinkRole.ATTACHMENT).stream()
        .map(link -> attachment(link, caller))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<AttachmentBody> attachment(Link link, Caller caller) {
    return items
        .visible(link.toKind(), link.toId(), caller)
        .map(
            (Item item) ->
                new AttachmentBody(
                    items.text(item),
                    item.kind(),
                    item.title(),
                    link.toVersion() == null ? item.number() : link.toVersion(),
                    "/api/v1" + items.path(item)));
  }

  /**
   * What a template is to be filled in with.
   *
   * @param version the number of the version; the one that it shows where it is absent
   * @param locale how numbers, money and dates are written; as the template's language where it is
   *     absent
   * @param envelope what a file needs besides
   */
  record Rendering(
      @NotNull Map<String, @Nullable Object> data,
      @Nullable @Min(1) Integer version,
      @Nullable
          @Size(max = 35)
          @Pattern(
              regexp = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
              message = "is a language tag such as en or de-AT")
          String locale,
      @Nullable @Valid EnvelopeBody envelope) {}

  /** What a mail needs besides its words to become a file. */
  record EnvelopeBody(
      @NotNull @Valid MailboxBody from,
      @Nullable @Size(max = 100) List<@NotNull @Valid MailboxBody> to,
      @NotNull Instant date,
      @NotNull
          @Pattern(
              regexp = "[A-Za-z0-9._+-]{1,200}@[A-Za-z0-9.-]{1,200}",
              message = "is an id such as 0198c1@halfdoor.example")
          String messageId,
      @NotNull @Pattern(regexp = "[A-Za-z0-9]{1,60}", message = "is up to 60 letters and digits")
          String boundary) {

    Envelope toEnvelope() {
      return new Envelope(
          from.toMailbox(),
          to == null ? List.of() : to.stream().map(MailboxBody::toMailbox).toList(),
          date,
          messageId,
          boundary);
    }
  }

  /** A person and where mail reaches them. */
  record MailboxBody(
      @Nullable @Size(max = 200) String name, @NotBlank @Size(max = 320) String address) {

    Envelope.Mailbox toMailbox() {
      return new Envelope.Mailbox(name, address);
    }
  }

  /** A mail that is ready to be sent. */
  record MailBody(
      int version,
      String subject,
      String preheader,
      String html,
      String text,
      List<AttachmentBody> attachments) {

    static MailBody of(Mail mail, int version, List<AttachmentBody> attachments) {
      return new MailBody(
          version, mail.subject(), mail.preheader(), mail.html(), mail.text(), attachments);
    }
  }

  /**
   * Something to send along.
   *
   * @param version the number of the version to send
   */
  record AttachmentBody(String id, String kind, String title, long version, String href) {}

  /** A wording that is not stored. */
  record Unstored(
      @Nullable TemplateKind kind,
      @Nullable
          @Size(max = 35)
          @Pattern(
              regexp = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
              message = "is a language tag such as en or de-AT")
          String language,
      @Nullable @Size(max = 1_000) String subject,
      @Nullable @Size(max = 2_000) String preheader,
      @NotBlank @Size(max = 100_000) String body,
      Wording.@Nullable Format format,
      @Nullable @Size(max = 500) List<@NotNull @Valid FieldBody> fields) {

    NewVersion version() {
      return new NewVersion(subject, preheader, body, format, fields, null, null);
    }
  }

  /** What there is to say about a wording: what is wrong first. */
  record LintBody(List<FindingBody> findings) {

    static LintBody of(List<Finding> findings) {
      return new LintBody(findings.stream().map(FindingBody::of).toList());
    }
  }

  /** One thing to say about a wording, and where it stands. */
  record FindingBody(
      Finding.Severity severity,
      String code,
      String message,
      String pointer,
      @Nullable Integer line,
      @Nullable Integer column,
      @Nullable String snippet) {

    static FindingBody of(Finding finding) {
      return new FindingBody(
          finding.severity(),
          finding.code(),
          finding.message(),
          finding.place().pointer(),
          finding.place().line(),
          finding.place().column(),
          finding.place().snippet());
    }
  }
}
