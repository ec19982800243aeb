package org.symbolon.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.grant.ExchangesContract;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredExchangesTest extends ExchangesContract {
  StoredExchangesTest(TestDatabases.Kind kind) {
    super(StorePorts.of(kind));
  }
}
