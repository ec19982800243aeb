package org.symbolon.templates;

/** What one page shows. {@link Pages#render} turns it into HTML. */
public sealed interface Page
    permits Account,
        Consent,
        DeviceConfirm,
        DeviceDone,
        DeviceEntry,
        ErrorPage,
        FormPost,
        Front,
        Message,
        PasswordSignIn,
        ProgramRegistered,
        Refused,
        RegisterProgram,
        SignInChoice,
        SignOut,
        SigningOut,
        Unavailable {}
