import Architecture
import Catalog
import Diagnostics
import Diagram

// What two models cost side by side: memory, parameters and arithmetic, each as a picture and its numbers.
extension PairPage {
  private var a: CostSide { costs.older }
  private var b: CostSide { costs.newer }

  // MARK: Memory

  func writeMemory(to out: inout ByteWriter) {
    let longest = max(a.context, b.context)
    for (index, tokens) in CostSide.contexts.enumerated() where tokens < longest {
      let old = tokens <= a.context ? a.memoryRows[index] : nil
      write(old, tokens <= b.context ? b.memoryRows[index] : nil, to: &out)
    }
    write(a.context == longest ? a.longest : nil, b.context == longest ? b.longest : nil, to: &out)
  }

  func writeMemoryWords(to out: inout ByteWriter) {
    if memory.coincide {
      out.text("Both need the same at every context.")
    } else if memory.crossings.isEmpty {
      out.append((memory.isNewerLess ? newer : older), .name)
      out.text(" needs less at every context both are published for.")
    } else {
      // `Kimi K2 needs less up to 3,827 tokens (262 MiB), Solar Open 2 beyond.`
      var isLess = memory.isNewerLess
      for (index, crossing) in memory.crossings.enumerated() {
        out.append((isLess ? newer : older), .name)
        out.text(index == 0 ? " needs less up to " : " up to ")
        out.element("b", text: crossing.tokens.grouped + " tokens")
        out.text(" (\(crossing.bytes.bytesText)), ")
        isLess.toggle()
      }
      out.append((isLess ? newer : older), .name)
      out.text(" beyond.")
    }
  }

  // MARK: Parameters and work

  // Each bar is a whole, whatever its size.
  func writeParameterBars(to out: inout ByteWriter) {
    out.append(a.parameterBar)
    out.append(b.parameterBar)
  }

  func writeParameters(to out: inout ByteWriter) { write(a.parameters, b.parameters, to: &out) }

  /// The longest context after which both have their work, among `CostSide.steps`.
  private var step: Int { min(a.work.count, b.work.count) - 1 }
  var workTokens: String { CostSide.stepTexts[step] }

  func writeWorkBars(to out: inout ByteWriter) {
    out.append(a.workBars[step])
    out.append(b.workBars[step])
  }

  func writeWork(to out: inout ByteWriter) { write(a.work[step], b.work[step], to: &out) }

  /// What neither has any of is left out.
  private func write(_ old: [CostSide.Row], _ new: [CostSide.Row], to out: inout ByteWriter) {
    for index in old.indices where old[index].value + new[index].value > 0 {
      write(old[index], new[index], to: &out)
    }
  }

  /// One of them may be missing: past what the model is published for.
  private func write(_ old: CostSide.Row?, _ new: CostSide.Row?, to out: inout ByteWriter) {
    out.element("tr", class: (old ?? new)?.style) {
      $0.element("th", text: (old ?? new)?.label ?? "")
      $0.element("td", text: old?.cell ?? "–")
      $0.element("td", text: new?.cell ?? "–")
      $0.element("td") {
        // What reads the same is no difference to a reader.
        guard let old, let new, old.value > 0, new.value > 0, old.text != new.text else { return }
        QuantityChange(from: old.value, to: new.value, .bytes).numeral.append(to: &$0)
      }
    }
  }
}
