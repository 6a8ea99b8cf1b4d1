import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// From how many elements on it is worth to wake the other processors.
  private static var worthwhile: Int { 16 }

  /// What becomes of each element, in their order, worked out by all processors where there are enough elements.
  package func concurrentlyMapped<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
    guard count >= Self.worthwhile else { return map(transform) }
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = transform(self[index])
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
