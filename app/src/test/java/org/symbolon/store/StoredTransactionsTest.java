package org.symbolon.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.login.TransactionsContract;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredTransactionsTest extends TransactionsContract {
  StoredTransactionsTest(TestDatabases.Kind kind) {
    super(TestDatabases.shared(kind).store().transactions());
  }
}
