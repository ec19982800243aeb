/**
 * The OpenID Foundation's test plans, by the names of their modules, against a running gateway:
 * what each module demands, written down here, so that a change that would lose a certification
 * fails the build. The plans themselves need a browser and a server of the Foundation's;
 * docs/conformance.md tells how to run them.
 */
package org.symbolon.conformance;
