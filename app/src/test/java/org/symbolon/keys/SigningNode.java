package org.symbolon.keys;

import java.security.SecureRandom;
import java.util.Optional;
import org.symbolon.TestClock;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;

/** Nodes that sign, with a store and a clock of the test's. */
abstract class SigningNode {
  final TestClock clock = TestClock.fixed();

  final InMemoryKeyStore store = new InMemoryKeyStore();

  final FileMasterKey masterKey = TestMasterKey.fresh();

  final Issuer lab = TestIssuer.of(Profile.WLCG).signing("ES256").build();

  SigningKeys open(Issuer issuer) {
    SigningKeys keys = node(CryptoProvider.fastest());
    keys.open(issuer);
    return keys;
  }

  SigningKeys node(CryptoProvider provider) {
    return new SigningKeys(store, masterKey, new SecureRandom(), clock, provider);
  }

  String kid(SigningKeys keys) {
    return keys.signing(lab, Optional.empty()).kid();
  }

  static SigningAlgorithm algorithm(SigningKeys keys, Issuer issuer) {
    return keys.signing(issuer, Optional.empty()).algorithm();
  }
}
