import Testing

@testable import Telemetry

/// The text format of Prometheus, version 0.0.4.
@Suite struct MetricsTextTests {
  @Test func `A family has its help, its type and a line for each sample`() {
    let metric = Metric("things_total", .counter, labels: [MetricLabel("kind", oneOf: ["a", "b"])], "Things.")
    var page = MetricsText()
    page.add(metric, [(["a"], 1), (["b"], 0.5)])
    #expect(
      page.text == """
        # HELP things_total Things.
        # TYPE things_total counter
        things_total{kind="a"} 1
        things_total{kind="b"} 0.5

        """)
  }

  @Test func `A backslash, a quotation mark and an end of line are escaped`() {
    let metric = Metric("things", .gauge, labels: [MetricLabel("name", "any")], "A \\ and \"one\"\nline.")
    var page = MetricsText()
    page.add(metric, [(["a\\b\"c\nd"], 1)])
    #expect(
      page.text == #"""
        # HELP things A \\ and "one"\nline.
        # TYPE things gauge
        things{name="a\\b\"c\nd"} 1

        """#)
  }

  @Test func `A family without samples, and a value that is not known, are left out`() {
    let metric = Metric("things", .gauge, "Things.")
    var page = MetricsText()
    page.add(metric, [])
    page.add(metric, nil)
    #expect(page.text.isEmpty)
  }

  @Test func `Numbers are written so that they are read back, large and small`() {
    let metric = Metric("things", .gauge, "Things.")
    for (value, text) in [
      (0, "0"), (1_764_473_431_123, "1764473431123"), (0.000_001, "1e-06"), (-1.5, "-1.5"), (.infinity, "+Inf"),
      (-.infinity, "-Inf"), (.nan, "NaN"), (1e300, "1e+300"),
    ] as [(Double, String)] {
      var page = MetricsText()
      page.add(metric, value)
      #expect(page.text.hasSuffix("\nthings \(text)\n"), "\(page.text)")
    }
  }

  @Test func `A histogram's buckets hold all observations up to their bounds`() {
    let metric = Metric("time_seconds", .histogram, unit: .seconds, "Time.", bounds: [0.5, 1])
    var histogram = Histogram(of: metric)
    histogram.observe(0.5)
    histogram.observe(0.75, times: 2)
    histogram.observe(2)
    var page = MetricsText()
    page.add(metric, histogram)
    #expect(
      page.text == """
        # HELP time_seconds Time.
        # TYPE time_seconds histogram
        time_seconds_bucket{le="0.5"} 1
        time_seconds_bucket{le="1"} 3
        time_seconds_bucket{le="+Inf"} 4
        time_seconds_sum 4
        time_seconds_count 4

        """)
  }

  @Test func `Histograms are added bucket by bucket`() {
    let metric = Metric("time_seconds", .histogram, unit: .seconds, "Time.", bounds: [1])
    var total = Histogram(of: metric)
    total.observe(0.5)
    var part = Histogram(of: metric)
    part.observe(3)
    total += part
    #expect(total.counts == [1, 1])
    #expect(total.sum == 3.5)
    #expect(total.count == 2)
  }
}
