package org.symbolon;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.symbolon.audit.Audit;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.RegisteredClients;
import org.symbolon.client.StaticClients;
import org.symbolon.explain.Inquiry;
import org.symbolon.keys.MasterKey;
import org.symbolon.keys.SigningKeys;
import org.symbolon.mint.Subjects;
import org.symbolon.ops.Metrics;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.RandomText;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.resolve.Rights;
import org.symbolon.store.Store;
import org.symbolon.verify.KeySources;

/** What the issuers of a process share. */
record SharedParts(
    MasterKey masterKey,
    Store store,
    SigningKeys keys,
    Rights rights,
    ResolverCatalog resolvers,
    StaticClients configured,
    RegisteredClients clients,
    ClientAuthentication authentication,
    KeySources keySources,
    Subjects subjects,
    Supplier<Map<IssuerId, Inquiry>> inquiries,
    Function<IssuerId, ExchangeRules> exchanges,
    Audit audit,
    Metrics metrics,
    SecureRandom random,
    InstantSource clock) {
  RandomText text() {
    return new RandomText(random);
  }
}
