/**
 * HTTP: routes, cookies, protection against forged forms, limits, errors as answers; pages as HTML.
 * The only package that sees Javalin, Jetty and the templates. Decides nothing: it reads a request,
 * asks a flow, and writes what came of it.
 */
@NullMarked
package org.symbolon.web;

import org.jspecify.annotations.NullMarked;
