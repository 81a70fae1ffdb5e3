internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// What the watcher's thread does: wait for events, orders or the time to look, and look.
struct WatchLoop: ~Copyable {
  private let timing: WatchTiming
  private let orders: WatchOrders
  private let log: any Logging
  private let changed: @Sendable () -> Void
  /// nil where the system has no watcher left to give: then only time leads to a look.
  private var watches: WatchSet?
  /// The watches' descriptor; -1 if there are none.
  private let descriptor: Int32
  private var debounce: Debounce
  private var pace: Pace
  private var libraryFolders: [String] = []
  private var nextLook: Nanoseconds = 0
  private var hasWarned = false

  /// Begins to watch; from here on no event is missed.
  init(
    roots: [String], timing: WatchTiming, orders: WatchOrders, log: any Logging,
    changed: @escaping @Sendable () -> Void
  ) {
    self.timing = timing
    self.orders = orders
    self.log = log
    self.changed = changed
    debounce = Debounce(timing)
    pace = Pace(share: timing.share, credit: timing.credit)
    do {
      let watches = try WatchSet(roots: roots)
      descriptor = watches.descriptor
      self.watches = consume watches
    } catch {
      descriptor = -1
      watches = nil
      warn("folders cannot be watched (\(error))", remedy: "raise fs.inotify.max_user_instances with sysctl")
    }
    renew()
  }

  /// Runs until it is told to stop.
  mutating func run() {
    nextLook = platform_now() + timing.rescan
    while true {
      wait()
      let (begin, before) = (platform_now(), platform_thread_cpu())
      let orders = orders.take()
      if orders.isStopped { return }
      let followed = follow(orders)
      let noticed = takeEvents()
      let looked = lookIfDue()
      // A wake that led to nothing is left out of the account, or each rest would end in another.
      if followed || noticed || looked {
        pace.worked(for: platform_thread_cpu() - before, since: begin)
      }
    }
  }

  private mutating func follow(_ orders: WatchOrders.Orders) -> Bool {
    if orders.isPoked { debounce.urge(now: platform_now()) }
    guard orders.libraryFolders != libraryFolders else { return false }
    libraryFolders = orders.libraryFolders
    renew()
    // Something may have happened there before it was watched.
    debounce.event(now: platform_now())
    return true
  }

  /// - Returns: whether anything has happened, of concern or not.
  private mutating func takeEvents() -> Bool {
    guard pace.mayWork(now: platform_now()), let notice = watches?.takeEvents() else { return false }
    switch notice {
    case .nothing: break
    case .change: debounce.event(now: platform_now())
    case .commit: debounce.commit(now: platform_now())
    }
    return true
  }

  /// Looks if it is time to: first the watches, then the scan, so that what comes between the two is seen by both.
  private mutating func lookIfDue() -> Bool {
    let now = platform_now()
    let isPeriodic = now >= nextLook
    guard isPeriodic || now >= debounce.due ?? .max, debounce.isUrgent || pace.mayWork(now: now) else { return false }
    if isPeriodic || debounce.isUrgent || watches?.isStale == true { renew() }
    debounce.look()
    changed()
    nextLook = platform_now() + timing.rescan
    return true
  }

  private mutating func renew() {
    guard watches != nil else { return }
    watches?.renew(libraryFolders: libraryFolders)
    guard let leftOut = watches?.leftOut, leftOut > 0 else {
      hasWarned = false
      return
    }
    warn(
      "\(leftOut) folders cannot be watched, there are too many",
      remedy: "raise fs.inotify.max_user_watches with sysctl")
  }

  private mutating func warn(_ reason: String, remedy: String) {
    if hasWarned { return }
    hasWarned = true
    let interval = DurationText.format(timing.rescan)
    log.warning("\(reason): changes there are seen at the rescan every \(interval) only; \(remedy)")
  }

  private func wait() {
    let now = platform_now()
    // While it rests, events are left to gather; only orders are heard.
    let isResting = !pace.mayWork(now: now)
    let until = isResting ? pace.rested : min(debounce.due ?? .max, nextLook)
    let rest = until > now ? until - now : 0
    var time = timespec(tv_sec: Int(rest / 1_000_000_000), tv_nsec: Int(rest % 1_000_000_000))
    // poll leaves negative descriptors out.
    var waits = [
      pollfd(fd: orders.bell.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isResting ? -1 : descriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = ppoll(&waits, nfds_t(waits.count), &time, nil)
    if waits[0].revents != 0 { orders.bell.clear() }
  }
}
