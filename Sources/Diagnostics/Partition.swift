extension Array {
  /// The first place from which `isAfter` holds on; it must hold for everything behind a place where it holds.
  @inlinable
  public func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
    var low = startIndex, high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
