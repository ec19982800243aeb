package org.symbolon.upstream;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.Semaphore;
import org.symbolon.fetch.Fetch;
import org.symbolon.fetch.Fetcher;
import org.symbolon.fetch.Request;

/**
 * All requests to one institution: no more at once than configured, so that one that hangs holds a
 * bounded number of callers, each for no longer than the fetcher's limit.
 */
final class Calls implements ResourceRetriever, AutoCloseable {
  private final Fetcher fetcher;
  private final Semaphore places;

  Calls(Fetcher fetcher, int concurrency) {
    this.fetcher = fetcher;
    this.places = new Semaphore(concurrency);
  }

  Fetch call(Request request) {
    if (!places.tryAcquire()) {
      return new Fetch.Failed("too many requests are waiting for " + request.uri().getHost());
    }
    try {
      return fetcher.fetch(request);
    } finally {
      places.release();
    }
  }

  /** For the key set. */
  @Override
  public Resource retrieveResource(URL url) throws IOException {
    return switch (call(Request.get(URI.create(url.toString())))) {
      case Fetch.Fetched answer when answer.status() == 200 ->
          new Resource(answer.body(), answer.header("content-type").orElse(null));
      case Fetch.Fetched answer ->
          throw new IOException("the key set is answered with " + answer.status());
      case Fetch.Failed(String why) -> throw new IOException(why);
    };
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
