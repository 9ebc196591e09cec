import Architecture

extension Reconciliation {
  /// What verifying found, for a terminal.
  package func report(model: String, weights: String, files: Int) -> Report {
    var report = Report()
    report.line(.init("\(model) against \(weights)", .title))
    report.line(
      .init("\(tensorCount.grouped) tensors in \(files.grouped) file\(files == 1 ? "" : "s")", .muted))
    report.heading("Part by part")
    report.table(
      parts.map { part in
        [
          .init(part.label.printable), .init(part.stored.grouped, .value),
          part.agrees
            ? .init("agrees", .muted) : .init("the specification has \(part.specified.grouped)", .changed),
        ]
      }, right: [1])
    let rest = beside
    if !rest.isEmpty {
      report.heading("Not part of the model's own parameters")
      report.table(
        rest.map { [.init($0.label), .init($0.parameters.grouped, .value), .init($0.note, .muted)] },
        right: [1])
    }
    if !packed.isEmpty {
      report.heading("Packed")
      report.table(
        packed.map {
          [
            .init($0.form.rawValue), .init($0.parameters.grouped, .value),
            .init("in \($0.tensors.grouped) tensors", .muted),
          ]
        },
        right: [1])
    }
    report.line()
    if isReconciled {
      report.line(.init("Reconciled, to the parameter: \(used.grouped).", .added))
      return report
    }
    for disagreement in disagreements.prefix(3) {
      report.paragraph(sentence(disagreement), first: "", .removed)
    }
    if disagreements.count > 3 { report.line(.init("and \(disagreements.count - 3) more parts", .removed)) }
    return report
  }

  /// What is stored beside the parameters the specification counts.
  var beside: [(label: String, parameters: Int, note: String)] {
    var rows: [(label: String, parameters: Int, note: String)] = []
    if unused.tensors > 0 {
      rows.append(
        ("Stored but unused", unused.parameters, "keys and values of layers that read an earlier cache"))
    }
    if repeatedHead > 0 { rows.append(("Repeated head", repeatedHead, "equals the embedding, stored again")) }
    if prediction > 0 { rows.append(("Prediction modules", prediction, "")) }
    if towers > 0 { rows.append(("Towers", towers, "for images or sound")) }
    if buffers > 0 { rows.append(("Buffers", buffers, "masks, frequencies, a router's correction")) }
    return rows
  }

  /// `layer 4 (dense), feed-forward: 704,643,072 stored, 603,979,776 specified; first without a counterpart: …`.
  private func sentence(_ disagreement: Disagreement) -> String {
    let part = disagreement.part
    var text = "\(part.label.printable): \(part.stored.grouped) stored, \(part.specified.grouped) specified"
    if let stored = disagreement.storedTensor {
      text += "; the first stored tensor without a counterpart is \(stored)"
    }
    if let specified = disagreement.specifiedTensor {
      text += "; the specification has \(specified.printable) without one"
    }
    return text
  }

  package var json: JSON {
    .fields([
      ("reconciled", .bool(isReconciled)), ("used", .int(used)), ("tensors", .int(tensorCount)),
      (
        "parts",
        .list(
          parts.map {
            .fields([
              ("part", .text($0.label)), ("count", .int($0.count)), ("specified", .int($0.specified)),
              ("stored", .int($0.stored)),
            ])
          })
      ),
      ("unused", .int(unused.parameters)), ("repeatedHead", .int(repeatedHead)),
      ("prediction", .int(prediction)),
      ("towers", .int(towers)), ("buffers", .int(buffers)),
      ("packed", .fields(packed.map { ($0.form.rawValue, .int($0.parameters)) })),
      (
        "disagreements",
        .list(
          disagreements.map {
            .fields([
              ("part", .text($0.part.label)), ("specified", .int($0.part.specified)),
              ("stored", .int($0.part.stored)), ("storedTensor", $0.storedTensor.map(JSON.text)),
              ("specifiedTensor", $0.specifiedTensor.map(JSON.text)),
            ])
          })
      ),
    ])
  }
}
