import Foundation
import Git
import TestSupport

/// A file of a repository's only pack that is damaged again and again, each time from the sound one.
struct DamagedPack {
  private let file: URL
  private let sound: Data
  private var random: SplitMix64
  /// What the damages follow from.
  let seed = UInt64.random(in: 0 ... .max)

  /// - Parameter kind: The file's ending: `idx` or `pack`.
  init(_ kind: String, of repository: Repository) throws {
    let folder = repository.commonDirectory + "/objects/pack/"
    let name = try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(kind) }
    guard let name else { throw GitError.notFound("a pack in \(folder)") }
    file = URL(filePath: folder + name)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    sound = try Data(contentsOf: file)
    random = SplitMix64(seed: seed)
  }

  /// Turns three bits, and sometimes cuts off the end; in place of the file before, which may still be open.
  mutating func damage() throws {
    var damaged = sound
    for _ in 0..<3 { damaged[Int.random(in: 0..<damaged.count, using: &random)] ^= UInt8(1 << (random.next() % 8)) }
    if random.next() % 8 == 0 { damaged.removeLast(Int.random(in: 1..<damaged.count, using: &random)) }
    try damaged.write(to: file, options: .atomic)
  }
}
