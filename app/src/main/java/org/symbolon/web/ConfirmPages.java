package org.symbolon.web;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Optional;
import org.symbolon.device.DeviceFlow;
import org.symbolon.grant.DeviceRequest;
import org.symbolon.grant.Login;
import org.symbolon.grant.UserCodes;
import org.symbolon.login.ConsentQuestion.Result;
import org.symbolon.login.Continuation;
import org.symbolon.login.SignIn.Open;
import org.symbolon.protocol.Parameters;
import org.symbolon.templates.DeviceConfirm;
import org.symbolon.templates.DeviceDone;

/** Whether a device may act for the person: the question and its answer. */
final class ConfirmPages {
  private final BrowserSite site;
  private final DeviceFlow flow;
  private final Outcomes outcomes;
  private final Reports reports;
  private final PageTime time;

  ConfirmPages(BrowserSite site, Outcomes outcomes, Reports reports, InstantSource clock) {
    this.site = site;
    this.flow = site.site().device();
    this.outcomes = outcomes;
    this.reports = reports;
    this.time = new PageTime(clock);
  }

  void ask(Context context, Open open, Continuation.Device device, Login login) {
    Optional<DeviceRequest> held = flow.held(device, open.transaction().browser());
    if (held.isEmpty()) {
      done(context, DeviceDone.Outcome.EXPIRED, Optional.empty());
      return;
    }
    switch (flow.question(held.get(), login)) {
      case Result.Ask ask -> show(context, open, device, held.get(), login, ask);
      case Result.NotAll notAll -> {
        // The site's refusal, no person's: the device shall not wait for what can not come.
        flow.deny(held.get(), open.transaction().browser());
        site.site().login().finish(open);
        outcomes.notAll(
            context,
            login,
            notAll,
            flow.client(held.get()).name(),
            site.addresses().verification());
      }
      case Result.NoAccount none ->
          outcomes.noAccount(
              context,
              open,
              held.get().client(),
              login,
              none,
              Optional.of(site.addresses().verification()));
      case Result.Unavailable unavailable -> outcomes.unavailable(context, open, unavailable);
    }
  }

  void decide(
      Context context,
      Parameters form,
      Open open,
      Continuation.Device device,
      Login login,
      boolean approved) {
    Optional<DeviceRequest> held = flow.held(device, open.transaction().browser());
    if (held.isEmpty()) {
      done(context, DeviceDone.Outcome.EXPIRED, Optional.empty());
      return;
    }
    DeviceRequest request = held.get();
    Optional<String> program = Optional.of(flow.client(request).name());
    if (!approved) {
      boolean denied = flow.deny(request, open.transaction().browser());
      site.site().login().finish(open);
      if (denied) {
        reports.denied(context, request.client(), login);
      }
      done(context, denied ? DeviceDone.Outcome.DENIED : DeviceDone.Outcome.EXPIRED, program);
      return;
    }
    switch (flow.question(request, login)) {
      case Result.Ask ask -> {
        if (!site.hasShown(context, form, open, shown(request, ask))) {
          show(context, open, device, request, login, ask);
        } else {
          boolean done =
              site.site().login().finish(open)
                  && flow.approve(request, open.transaction().browser(), login, ask);
          if (done) {
            reports.approved(context, request.client(), login, ask);
          }
          done(context, done ? DeviceDone.Outcome.APPROVED : DeviceDone.Outcome.EXPIRED, program);
        }
      }
      case Result.NotAll notAll -> ask(context, open, device, login);
      case Result.NoAccount none -> ask(context, open, device, login);
      case Result.Unavailable unavailable -> outcomes.unavailable(context, open, unavailable);
    }
  }

  private void show(
      Context context,
      Open open,
      Continuation.Device device,
      DeviceRequest request,
      Login login,
      Result.Ask ask) {
    reports.shown(context, request.client(), login, ask);
    site.show(
        context,
        200,
        new DeviceConfirm(
            site.form(context, site.addresses().decision(), open, shown(request, ask)),
            UserCodes.shown(device.userCode()),
            flow.client(request).name(),
            time.of(request.asked()),
            request.askedFrom(),
            outcomes.person(open, login, ask.account()),
            ScopeLines.granted(ask.permissions()),
            ScopeLines.refused(ask.refused())));
  }

  private void done(Context context, DeviceDone.Outcome outcome, Optional<String> program) {
    site.show(context, 200, new DeviceDone(outcome, program, site.addresses().verification()));
  }

  private static String shown(DeviceRequest request, Result.Ask ask) {
    return String.join(
        "\n",
        request.userCode(),
        ask.account(),
        Boolean.toString(ask.offline()),
        ask.granted().text());
  }
}
