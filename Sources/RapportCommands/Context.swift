package import Git
import History
package import Records
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Everything a command takes from the world, as one value: nothing below this module looks at the world itself.
package struct Context: Sendable {
  /// The arguments after the program's name.
  package var arguments: [String]
  /// Absolute path of the folder the command runs in.
  package var workingDirectory: String
  package var environment: [String: String]
  /// The instant of this command, in seconds since 1970: what it writes, and when it commits.
  package var now: Int64
  /// The person's time zone.
  package var zone: Zone
  package var terminal: Terminal
  /// Seed of the ids that new records get.
  package var seed: UInt64
  /// Where git's system and user configuration is looked for; nil for the usual places.
  package var configurationSearchPaths: ConfigurationSearchPaths?
  /// How long something must take before its progress is shown on a terminal.
  package var progressDelay = Duration.milliseconds(500)
  /// What a command has read and made; whoever holds the context longer than the command has it end sooner.
  let kept = KeptValues()

  package init(
    arguments: [String],
    workingDirectory: String,
    environment: [String: String],
    now: Int64,
    zone: Zone,
    terminal: Terminal,
    seed: UInt64,
    configurationSearchPaths: ConfigurationSearchPaths? = nil
  ) {
    self.arguments = arguments
    self.workingDirectory = workingDirectory
    self.environment = environment
    self.now = now
    self.zone = zone
    self.terminal = terminal
    self.seed = seed
    self.configurationSearchPaths = configurationSearchPaths
  }

  /// The day it is for the person who runs the command.
  package var today: CalendarDay {
    zone.day(of: now)
  }
}

/// Values that outlive a command: to take thousands of records apart takes a process longer than to end with them.
final class KeptValues: Sendable {
  private let values = Mutex<[any Sendable]>([])

  func keep(_ value: some Sendable) {
    values.withLock { $0.append(value) }
  }
}

/// A time zone, as far as rapport needs one.
package struct Zone: Sendable {
  /// Minutes east of UTC at an instant in seconds since 1970.
  package var offsetMinutes: @Sendable (_ instant: Int64) -> Int

  package init(offsetMinutes: @escaping @Sendable (_ instant: Int64) -> Int) {
    self.offsetMinutes = offsetMinutes
  }

  /// A zone without summer time.
  package static func fixed(offsetMinutes: Int) -> Zone {
    Zone { _ in offsetMinutes }
  }

  /// The day of an instant; the first or last day there is for an instant beyond those.
  package func day(of instant: Int64) -> CalendarDay {
    CommitTime(secondsSince1970: instant, offsetMinutes: offsetMinutes(instant)).day
  }

  /// The first instant of a day, in seconds since 1970.
  package func start(of day: CalendarDay) -> Int64 {
    let midnight = Int64(day.daysSince1970) * 86_400
    // The offset at the guess decides; a change of summer time in between moves it once more.
    let guess = midnight - Int64(offsetMinutes(midnight)) * 60
    return midnight - Int64(offsetMinutes(guess)) * 60
  }

  /// The last instant of a day, in seconds since 1970.
  package func end(of day: CalendarDay) -> Int64 {
    start(of: day.adding(days: 1)) - 1
  }
}

extension Context {
  /// The folder for temporary files, by its absolute path.
  var temporaryFolder: String {
    let folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    return Paths.absolute(folder, from: workingDirectory)
  }

  /// The context of this process.
  ///
  /// `GIT_AUTHOR_DATE` counts as now, as it does for git, so that records and commits can be back-dated together.
  package static func ofProcess() -> Context {
    var environment: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
      let pair = String(cString: pointer).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { environment[String(pair[0])] = String(pair[1]) }
      entry = entry.advanced(by: 1)
    }
    tzset()
    let zone = Zone { instant in
      var time = time_t(instant)
      var parts = tm()
      return localtime_r(&time, &parts) == nil ? 0 : parts.tm_gmtoff / 60
    }
    var clock = timespec()
    clock_gettime(CLOCK_REALTIME, &clock)
    let authored = environment["GIT_AUTHOR_DATE"].flatMap { GitDate.parse($0, in: zone) }
    return Context(
      arguments: Array(CommandLine.arguments.dropFirst()),
      workingDirectory: currentDirectory(),
      environment: environment,
      now: authored?.secondsSince1970 ?? Int64(clock.tv_sec),
      zone: zone,
      terminal: .standard(),
      seed: UInt64.random(in: .min ... .max)
    )
  }

  private static func currentDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }
}
