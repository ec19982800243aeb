package org.symbolon.token;

import org.symbolon.grant.Codes;
import org.symbolon.grant.DeviceCodes;
import org.symbolon.grant.Families;
import org.symbolon.grant.Grants;
import org.symbolon.grant.RefreshTokens;

/** The ports of what can be redeemed at the token endpoint. */
public record Redeemables(
    Codes codes,
    DeviceCodes deviceCodes,
    Families families,
    Grants grants,
    RefreshTokens refreshTokens) {}
