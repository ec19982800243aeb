package org.symbolon.templates;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/**
 * Turns a page's view record into HTML. Holds no state but the compiled templates; any thread may
 * use it. The answer is to be sent as {@code text/html; charset=utf-8}.
 */
public final class Pages {
  /**
   * What these pages need of the browser, which is next to nothing. The caller adds {@code
   * form-action}: with it some browsers also judge where the answer to a form redirects, so consent
   * must name the client's origin there, and a sign-in page the origin it came from.
   */
  public static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** One page sends itself; the others run no script at all. */
  private static final String WITH_SCRIPT = CONTENT_SECURITY_POLICY + "; script-src 'self'";

  private static final String GENERATED = "org.symbolon.templates.generated";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), GENERATED);

  /** The whole HTML document of one page, in the look of this site. */
  public String render(Site site, Page page) {
    StringOutput html = new StringOutput();
    engine.render(template(page), Map.of("site", site, "page", page), html);
    return html.toString();
  }

  /** The content security policy of this page, but for {@code form-action}. */
  public static String policy(Page page) {
    return switch (page) {
      case FormPost _ -> WITH_SCRIPT;
      case SigningOut out ->
          CONTENT_SECURITY_POLICY + "; frame-src " + String.join(" ", out.frameSources());
      default -> CONTENT_SECURITY_POLICY;
    };
  }

  private static String template(Page page) {
    return switch (page) {
      case Account _ -> "account.jte";
      case Consent _ -> "consent.jte";
      case DeviceConfirm _ -> "device-confirm.jte";
      case DeviceDone _ -> "device-done.jte";
      case DeviceEntry _ -> "device-entry.jte";
      case ErrorPage _ -> "error.jte";
      case FormPost _ -> "form-post.jte";
      case Front _ -> "front.jte";
      case Message _ -> "message.jte";
      case PasswordSignIn _ -> "password-sign-in.jte";
      case ProgramRegistered _ -> "program-registered.jte";
      case Refused _ -> "refused.jte";
      case RegisterProgram _ -> "register-program.jte";
      case SignInChoice _ -> "sign-in-choice.jte";
      case SignOut _ -> "sign-out.jte";
      case SigningOut _ -> "signing-out.jte";
      case Unavailable _ -> "unavailable.jte";
    };
  }
}
