/**
 * The configuration: one YAML file to records, validated once and whole. Owns the file's format,
 * its variables, its error messages and the translation of other servers' settings. Opens nothing
 * but the file and the secrets it names; does not own what the values mean to the parts that get
 * them, nor resolvers' own settings, which each resolver reads through {@link
 * org.symbolon.config.RawSettings}.
 */
@NullMarked
package org.symbolon.config;

import org.jspecify.annotations.NullMarked;
