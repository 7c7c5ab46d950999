-- Speeches that are drafted several times: which piece of the work an attempt is, and ratings of drafts.
ALTER TABLE "Attempt" ADD COLUMN "piece" TEXT NOT NULL DEFAULT 'speech';
ALTER TABLE "Attempt" DROP CONSTRAINT "Attempt_state";
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_state" CHECK ("state" IN (
  'calling', 'streaming', 'accepted', 'candidate', 'interrupted', 'timeout', 'rate_limited', 'provider_error',
  'refused', 'over_limit', 'bad_output', 'config_error', 'cancelled'));
ALTER TABLE "JudgeCall" ADD COLUMN "attemptId" TEXT;
ALTER TABLE "JudgeCall" ADD CONSTRAINT "JudgeCall_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "JudgeCall_attemptId_idx" ON "JudgeCall"("attemptId");
