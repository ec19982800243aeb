package org.symbolon.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.ClientKeys;
import org.symbolon.fetch.Reach;
import org.symbolon.store.MovableClock;
import org.symbolon.store.TestDatabases;

/** Keys of many, of whom some have registered themselves only to be in the way. */
class KeySourcesTest {
  private final ForeignIssuer somebody = new ForeignIssuer();
  private final KeySources sources = new KeySources(new MovableClock(TestDatabases.START));

  @AfterEach
  void close() {
    sources.close();
    somebody.close();
  }

  @Test
  void however_many_keys_strangers_register_those_in_use_are_not_fetched_anew() {
    ClientKeys inUse = new ClientKeys.Remote(somebody.keys(), Reach.LOOPBACK);
    for (int number = 0; number < 12_000; number++) {
      sources.open(new ClientKeys.Inline("{\"keys\":[],\"number\":" + number + "}"));
      if (number % 10 == 0) {
        sources.open(inUse).matching(header("key-1"));
      }
    }
    assertThat(somebody.fetches()).isEqualTo(1);
  }

  @Test
  void a_signature_is_tried_with_a_few_keys_only_however_many_have_no_name() throws Exception {
    JWK nameless = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK();
    PublicKeys many =
        sources.open(
            new ClientKeys.Inline(new JWKSet(Collections.nCopies(500, nameless)).toString()));
    assertThat(many.matching(new JWSHeader(JWSAlgorithm.ES256)))
        .isInstanceOfSatisfying(
            PublicKeys.Found.Keys.class,
            found -> assertThat(found.keys()).hasSize(PinnedKeys.MOST_TRIED));
  }

  private static JWSHeader header(String kid) {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build();
  }
}
