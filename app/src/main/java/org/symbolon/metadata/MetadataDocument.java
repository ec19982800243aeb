package org.symbolon.metadata;

/**
 * The document, made once.
 *
 * @param json for both well-known addresses
 * @param etag strong, with its quotation marks (RFC 9110 §8.8.3)
 */
public record MetadataDocument(String json, String etag) {}
