package org.symbolon.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.grant.DeviceCodesContract;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredDeviceCodesTest extends DeviceCodesContract {
  StoredDeviceCodesTest(TestDatabases.Kind kind) {
    super(StorePorts.of(kind));
  }
}
