"""The check of a draft reply to an upset client: five rules, three languages, nothing leaves the machine."""

from retention.reply.check import check_reply
from retention.reply.result import Finding, ReplyCheck, check_document

__all__ = ["Finding", "ReplyCheck", "check_document", "check_reply"]
