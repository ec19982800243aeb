package org.symbolon.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.symbolon.authorize.PushedRequests;
import org.symbolon.client.InitialTokens;
import org.symbolon.client.Registrations;
import org.symbolon.grant.Codes;
import org.symbolon.grant.Denials;
import org.symbolon.grant.DeviceCodes;
import org.symbolon.grant.Exchanges;
import org.symbolon.grant.Families;
import org.symbolon.grant.Grants;
import org.symbolon.grant.JobGrants;
import org.symbolon.grant.Logins;
import org.symbolon.grant.OperatorGrants;
import org.symbolon.grant.PersonGrants;
import org.symbolon.keys.KeyStore;
import org.symbolon.keys.Secrets;
import org.symbolon.login.Consents;
import org.symbolon.login.Failures;
import org.symbolon.login.Sessions;
import org.symbolon.login.Transactions;
import org.symbolon.logout.Notices;
import org.symbolon.verify.Replay;

/**
 * An open database: all the ports, and what the wiring needs besides.
 *
 * <p>Any operation throws {@link org.symbolon.protocol.ProtocolException} with {@code
 * temporarily_unavailable} while the database is out of service; whether a change was made is then
 * not known; each port says what a second call does. Times are kept to the millisecond.
 */
public final class Store implements AutoCloseable {
  private static final String KIND = "kind";

  private final Engine engine;
  private final Grants grants;
  private final Denials denials;
  private final Logins logins;
  private final Codes codes;
  private final DeviceCodes deviceCodes;
  private final Families families;
  private final Exchanges exchanges;
  private final JobGrants jobGrants;
  private final Transactions transactions;
  private final Sessions sessions;
  private final Consents consents;
  private final Notices notices;
  private final Failures failures;
  private final Replay replay;
  private final PushedRequests pushedRequests;
  private final Registrations registrations;
  private final InitialTokens initialTokens;
  private final KeyStore keys;
  private final OperatorGrants operatorGrants;
  private final PersonGrants personGrants;
  private final Secrets secrets;
  private final StoredSettings settings;
  private final Sweep sweep;

  Store(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.grants = new StoredGrants(engine);
    this.denials = new StoredDenials(engine);
    this.logins = new StoredLogins(engine);
    this.codes = new StoredCodes(engine, clock);
    this.deviceCodes = new StoredDeviceCodes(engine);
    this.families = new StoredFamilies(engine, clock);
    this.exchanges = new StoredExchanges(engine);
    this.jobGrants = new StoredJobGrants(engine);
    this.transactions = new StoredTransactions(engine);
    this.sessions = new StoredSessions(engine);
    this.consents = new StoredConsents(engine);
    this.notices = new StoredNotices(engine);
    this.failures = new StoredFailures(engine);
    this.replay = new StoredReplay(engine);
    this.pushedRequests = new StoredPushedRequests(engine);
    this.registrations = new StoredRegistrations(engine);
    this.initialTokens = new StoredInitialTokens(engine);
    this.keys = new StoredKeys(engine);
    this.operatorGrants = new StoredOperatorGrants(engine);
    this.personGrants = new StoredPersonGrants(engine);
    this.secrets = new StoredSecrets(engine);
    this.settings = new StoredSettings(engine);
    this.sweep = new Sweep(engine);
  }

  /**
   * Opens a database and brings its schema up to date.
   *
   * @param clock for what is judged as of a reading
   * @throws StoreException when it cannot be opened; the message says what to do
   */
  public static Store open(StoreSettings settings, InstantSource clock) {
    return new Store(Opening.open(settings), clock);
  }

  /**
   * Looks at a database, making and changing nothing.
   *
   * @throws StoreException when it can be neither read nor made; the message says what to do
   */
  public static Existing look(StoreSettings settings, InstantSource clock) {
    return Opening.look(settings, clock);
  }

  public Grants grants() {
    return grants;
  }

  public Denials denials() {
    return denials;
  }

  public Logins logins() {
    return logins;
  }

  public Codes codes() {
    return codes;
  }

  public DeviceCodes deviceCodes() {
    return deviceCodes;
  }

  public Families families() {
    return families;
  }

  public Exchanges exchanges() {
    return exchanges;
  }

  public JobGrants jobGrants() {
    return jobGrants;
  }

  public Transactions transactions() {
    return transactions;
  }

  public Sessions sessions() {
    return sessions;
  }

  public Consents consents() {
    return consents;
  }

  public Notices notices() {
    return notices;
  }

  public Failures failures() {
    return failures;
  }

  public Replay replay() {
    return replay;
  }

  public PushedRequests pushedRequests() {
    return pushedRequests;
  }

  public Registrations registrations() {
    return registrations;
  }

  public InitialTokens initialTokens() {
    return initialTokens;
  }

  public KeyStore keys() {
    return keys;
  }

  public PersonGrants personGrants() {
    return personGrants;
  }

  public OperatorGrants operatorGrants() {
    return operatorGrants;
  }

  public Secrets secrets() {
    return secrets;
  }

  /**
   * Deletes some of what is over, and nothing that a replay must still find.
   *
   * @param batch at most so many rows of each table; while a table gives as many, there are more
   * @return how many rows went, by table
   */
  public Map<String, Integer> sweep(Instant now, int batch) {
    return sweep.sweep(now, batch);
  }

  /**
   * What keeps the database from reading and writing now, for the operator; empty when all is well.
   */
  public Optional<String> trouble() {
    return engine.trouble();
  }

  /** What the database is for: the demo marks its own, so that nobody serves from it. */
  public Optional<String> kind() {
    return settings.find(KIND);
  }

  /**
   * Marks the database, unless it is marked.
   *
   * @return the kind it has now
   */
  public String setKindIfNone(String kind) {
    return settings.putIfNone(KIND, kind);
  }

  /** A setting of the database as a whole, such as the check value of the master key. */
  public Optional<String> setting(String name) {
    return settings.find("setting." + name);
  }

  /**
   * Sets it unless it is set: of several nodes that start together one wins.
   *
   * @return the value it has now
   */
  public String putSettingIfNone(String name, String value) {
    return settings.putIfNone("setting." + name, value);
  }

  @Override
  public void close() {
    engine.close();
  }
}
