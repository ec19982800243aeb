/**
 * Discovery: the metadata document of an issuer (OpenID Connect Discovery 1.0, RFC 8414). Says what
 * it is told is switched on; the key set is keys', the routes are web's.
 */
@NullMarked
package org.symbolon.metadata;

import org.jspecify.annotations.NullMarked;
