package org.symbolon.token;

import java.lang.reflect.Proxy;
import org.symbolon.grant.Codes;
import org.symbolon.grant.DeviceCodes;
import org.symbolon.grant.Families;
import org.symbolon.grant.Grants;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.keys.MasterKey;

/** Ports behind which there is no database: whoever calls one gets to know. */
final class NoStore {
  private NoStore() {}

  static Redeemables redeemables(MasterKey key) {
    return new Redeemables(
        port(Codes.class),
        port(DeviceCodes.class),
        port(Families.class),
        port(Grants.class),
        new RefreshTokens(key));
  }

  private static <T> T port(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new AssertionError("the database was asked: " + method);
            }));
  }
}
