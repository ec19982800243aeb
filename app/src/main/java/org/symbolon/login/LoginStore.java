package org.symbolon.login;

import org.symbolon.grant.Grants;
import org.symbolon.grant.Logins;

/** The ports that signing in needs. */
public record LoginStore(Transactions transactions, Logins logins, Grants grants) {}
