package org.symbolon.templates;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of each page, and of its important variations, as a site would show it. */
final class Samples {
  static final String ACCENT = "#0b5fa5";
  static final Stylesheet STYLESHEET = Stylesheet.render(ACCENT);

  private static final SignedInAs ANA =
      new SignedInAs("Ana Sousa", Optional.of("ana"), Optional.of("/sign-in"));
  private static final Form FORM = Form.to("/somewhere", "c5rf", "tr4n");
  private static final Link HOME = new Link("Back to the start page", "/");
  private static final ScopeLine READ =
      ScopeLine.of("Read files below /data/ana/project1", "storage.read:/data/ana/project1")
          .noting("What lies below was not checked; the storage enforces it.");
  private static final ScopeLine CREATE =
      ScopeLine.of("Create new files below /data/shared/run7", "storage.create:/data/shared/run7");
  private static final ScopeLine KEEP =
      ScopeLine.of("Go on when you are away, for up to 30 days", "offline_access");
  private static final ScopeLine OTHERS =
      ScopeLine.of("Change files below /data/bruno", "storage.modify:/data/bruno")
          .because("The directory belongs to bruno, and your groups may not write to it.");

  private Samples() {}

  static Site site() {
    return new Site(
        "Lakeside Physics Laboratory",
        Optional.of("/logo.svg"),
        Optional.of(
            new Site.Help(
                "Questions? Write to the computing help desk.",
                Optional.of("mailto:help@lakeside.example"))),
        "/style/" + STYLESHEET.hash() + ".css");
  }

  /** By a name that serves as a file name. */
  static Map<String, Page> pages() {
    Map<String, Page> pages = new LinkedHashMap<>();
    pages.put("front", front());
    pages.put("sign-in-choice", choice());
    pages.put("password-sign-in", password("", Optional.empty()));
    pages.put(
        "password-sign-in-wrong",
        password("ana", Optional.of("This name and password do not belong together.")));
    pages.put("device-entry", new DeviceEntry(FORM, "", Optional.empty()));
    pages.put(
        "device-entry-wrong",
        new DeviceEntry(
            FORM,
            "BDFG-HKLN",
            Optional.of(
                "We do not know this code. It may have expired: compare it with your device.")));
    pages.put("device-confirm", confirm());
    pages.put("device-approved", done(DeviceDone.Outcome.APPROVED));
    pages.put("device-denied", done(DeviceDone.Outcome.DENIED));
    pages.put("device-expired", done(DeviceDone.Outcome.EXPIRED));
    pages.put("consent", consent());
    pages.put("form-post", formPost());
    pages.put("refused", refused());
    pages.put("account", account(false, Optional.empty()));
    pages.put(
        "account-answered",
        account(
            true,
            Optional.of(
                new Account.Answer(
                    "lab-cli",
                    "storage.read:/data/ana/project1 storage.modify:/data/bruno",
                    "Of what you asked about, you would get this:",
                    List.of(READ.because("You are in the group project1.")),
                    List.of(OTHERS)))));
    pages.put("register", register(RegisterProgram.Typed.NOTHING, Optional.empty(), Map.of()));
    pages.put("register-wrong", registerWrong());
    pages.put(
        "register-sent",
        register(
            new RegisterProgram.Typed("Ana's plotter", "device", "no", ""),
            Optional.of("This form was sent before, or has been open for too long."),
            Map.of()));
    pages.put("registered", registered());
    pages.put("sign-out", new SignOut(FORM, ANA, Optional.of("Lakeside Notebooks")));
    pages.put("signing-out", new SigningOut(List.of(), new Link("Continue", "/logout/done")));
    pages.put("error", error());
    pages.put("unavailable", unavailable());
    pages.put("signed-out", Message.signedOut(Optional.of(new Link("Sign in again", "/sign-in"))));
    return pages;
  }

  static DeviceConfirm confirm() {
    return new DeviceConfirm(
        FORM,
        "BDFG-HKLM",
        "rucio on login3",
        "today 14:05 UTC",
        "192.0.2.17",
        ANA,
        List.of(READ, CREATE, KEEP),
        List.of(OTHERS));
  }

  private static Front front() {
    return new Front(
        "https://gate.lakeside.example",
        "https://gate.lakeside.example/.well-known/openid-configuration",
        Optional.of("/device"),
        "/account");
  }

  private static Account account(boolean empty, Optional<Account.Answer> answer) {
    return new Account(
        ANA,
        List.of(
            entry(
                Account.VISIT,
                "Firefox on Linux (this one)",
                List.of(
                    "Since 3 March 2027, 14:05 UTC", "Last used today, 15:11 UTC, from 192.0.2.7"),
                List.of(),
                "Sign out")),
        empty
            ? List.of()
            : List.of(
                entry(
                    Account.PROGRAM,
                    "rucio on login3",
                    List.of("Since 2 March 2027, 09:00 UTC", "Goes on when you are away"),
                    List.of(READ, CREATE),
                    "End")),
        empty
            ? List.of()
            : List.of(
                entry(
                    Account.PROGRAM,
                    "night run",
                    List.of("Used 12 of at most 1000 times", "Ends 5 March 2027, 09:00 UTC"),
                    List.of(READ),
                    "End")),
        empty
            ? List.of()
            : List.of(
                entry(
                    Account.REMEMBERED,
                    "Lakeside Notebooks",
                    List.of("Since 2 March 2027, 09:00 UTC"),
                    List.of(READ),
                    "Ask me again")),
        empty ? List.of() : List.of(ownProgram()),
        Optional.of("/account/register"),
        FORM,
        FORM,
        answer,
        empty ? Optional.of("Done.") : Optional.empty());
  }

  private static Account.Entry ownProgram() {
    return entry(
        Account.REGISTERED,
        "Ana's plotter",
        List.of("Its name here is 3vJ9aXc2", "Ends 2 April 2027, 09:00 UTC unless it is used"),
        List.of(),
        "Delete");
  }

  private static RegisterProgram register(
      RegisterProgram.Typed typed, Optional<String> notice, Map<String, String> problems) {
    return new RegisterProgram(
        FORM,
        typed,
        List.of(
            new RegisterProgram.Offered(ScopeLine.of("Know who you are", "openid"), true),
            new RegisterProgram.Offered(
                ScopeLine.of("Keep working while you are away", "offline_access"), false),
            new RegisterProgram.Offered(READ, false)),
        notice,
        problems,
        "/account");
  }

  private static RegisterProgram registerWrong() {
    return register(
        new RegisterProgram.Typed(
            "Lakeside Notebook",
            RegisterProgram.WEB,
            "",
            "https://plots.lakeside.example/callback\nhttp://plots.lakeside.example/callback"),
        Optional.empty(),
        Map.of(
            Fields.NAME,
            "The name is read like that of another program of this site: choose another.",
            Fields.KEEPS_SECRET,
            "Choose one.",
            Fields.ADDRESSES,
            "“http://plots.lakeside.example/callback” should begin with https://."));
  }

  private static ProgramRegistered registered() {
    return new ProgramRegistered(
        "Ana's plotter",
        List.of(
            given("Its name at this site", "client_id", "3vJ9aXc2TbQm0yUdLk81Wg"),
            new ProgramRegistered.Given(
                "Its secret",
                "client_secret",
                "p0Ht2zLr8xVd5nQyB3sKc7Wm1fGj6aUeR4iOoTqZvYx",
                Optional.of("Counts until 3 March 2028, 14:05 UTC.")),
            given("This site’s address", "issuer", "https://gate.lakeside.example")),
        "/account");
  }

  private static ProgramRegistered.Given given(String label, String term, String value) {
    return new ProgramRegistered.Given(label, term, value, Optional.empty());
  }

  private static Account.Entry entry(
      String what, String name, List<String> facts, List<ScopeLine> lines, String button) {
    return new Account.Entry(what, "h4ndle", name, facts, lines, button);
  }

  private static SignInChoice choice() {
    return new SignInChoice(
        List.of(
            new Link("Lakeside University account", "/sign-in/campus"),
            new Link("Another institution (eduGAIN)", "/sign-in/edugain"),
            new Link("Guest account of the laboratory", "/sign-in/guest")),
        Optional.of("rucio on login3"));
  }

  private static PasswordSignIn password(String name, Optional<String> error) {
    return new PasswordSignIn(
        FORM, name, error, Optional.of("Symbolon"), Optional.of("/sign-in/choose"));
  }

  private static DeviceDone done(DeviceDone.Outcome outcome) {
    return new DeviceDone(outcome, Optional.of("rucio on login3"), "/device");
  }

  private static Consent consent() {
    return new Consent(
        FORM,
        "Lakeside Notebooks",
        "https://notebooks.lakeside.example",
        List.of("https://storage.lakeside.example", "https://archive.lakeside.example:8443/data"),
        ANA,
        List.of(
            ScopeLine.of("Know who you are: your account's name", "openid"),
            READ,
            CREATE.because("You are in the group run7.")),
        List.of(KEEP),
        List.of(OTHERS),
        true);
  }

  private static FormPost formPost() {
    return new FormPost(
        "https://notebooks.lakeside.example/callback",
        "https://notebooks.lakeside.example",
        Map.of("code", "c0de"),
        "/form-post.js");
  }

  private static Refused refused() {
    return new Refused(
        ANA,
        Optional.of("rucio on login3"),
        "Nothing of what it asked for is open to your account.",
        List.of(OTHERS),
        Optional.of(HOME),
        "7KQ2-M4XT");
  }

  private static ErrorPage error() {
    return new ErrorPage(
        "This link does not work",
        "The program that sent you here gave an address it is not registered with.",
        "Start again in the program. If it happens again, tell whoever runs the program.",
        Optional.of(HOME),
        "7KQ2-M4XT");
  }

  private static Unavailable unavailable() {
    return new Unavailable(
        "The university's sign-in", Duration.ofSeconds(30), Optional.of("/device"), "7KQ2-M4XT");
  }
}
