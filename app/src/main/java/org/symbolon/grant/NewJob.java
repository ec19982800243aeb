package org.symbolon.grant;

/**
 * A job grant to hang on a grant.
 *
 * @param keyId the master key under which its text is made
 */
public record NewJob(JobTerms terms, String keyId) {}
