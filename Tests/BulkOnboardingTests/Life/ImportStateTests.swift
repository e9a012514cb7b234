import Testing

@testable import BulkOnboarding

@Suite struct ImportStateTests {
  @Test func `A run that is fenced gives the other one time for its record before it looks`() throws {
    var state = ImportState(
      JobPlan(job: try #require(JobName("job")), run: JobOpened.sample.run), now: 0)
    state.fileRead(JobOpened.sample.file, reading: nil, now: 0)
    var jobs = Jobs()
    let name = state.plan.job
    jobs.apply(key: JobRecord.key(of: name, .opened), value: JobRecord.opened(.sample).value, offset: 1)
    state.jobsRead(jobs, now: 0)
    state.producerMade(.done, now: 0)
    state.jobsRead(jobs, now: 0)
    state.rewound()
    state.rowsAwaited(areThere: true)
    #expect(state.next(now: 10) == .begin)
    state.began(ImportCallReport(.fenced), now: 10)
    #expect(state.next(now: 10) == .wait(milliseconds: 1000))
    #expect(state.next(now: 1010) == .readJobs)
    let other = JobProgress(
      run: JobRun(id: "other", host: "h", startedAt: 2), position: .beginning, lastOffsets: [-1, -1], isComplete: false)
    jobs.apply(key: JobRecord.key(of: name, .progress), value: JobRecord.progress(other).value, offset: 2)
    state.jobsRead(jobs, now: 1010)
    #expect(state.next(now: 1010) == .stop(.interrupted(.replaced(other.run))))
  }

  @Test func `A file that is converted from another encoding has other options, and any other text is another file`()
    throws
  {
    for (encoding, isOtherFile) in [(TextEncoding.latin1, false), (nil, true)] {
      var state = ImportState(JobPlan(job: try #require(JobName("job")), run: JobOpened.sample.run), now: 0)
      var file = JobOpened.sample.file
      file.digest = "another"
      let reading = ImportPlan(
        layout: FileLayout(format: .ndjson, delimiter: 0, prefixBytes: 0, convertedFrom: encoding), columns: nil,
        keyMember: nil, encodingVersion: 1)
      state.fileRead(file, reading: reading, now: 0)
      var jobs = Jobs()
      jobs.apply(key: JobRecord.key(of: state.plan.job, .opened), value: JobRecord.opened(.sample).value, offset: 1)
      state.jobsRead(jobs, now: 0)
      let job = try #require(jobs[state.plan.job])
      #expect(state.next(now: 0) == .stop(.refused(isOtherFile ? .otherFile(job) : .otherOptions(job))))
    }
  }
}
