/**
 * What one issuer is: its URL, token profile, lifetimes, audiences and rules. Many issuers share
 * one process. Owns no behaviour beyond asking these values; reading them from a file is config's.
 */
@NullMarked
package org.symbolon.issuer;

import org.jspecify.annotations.NullMarked;
