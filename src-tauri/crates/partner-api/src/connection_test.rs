//! The connection test: calls that only read, and what each says of the connection.

use crate::{
    CallError, Called, ClockOffset, Failure, NotSentCause, Operation, Partner,
    endpoints::list::{
        List, Page, PageAsk, list_countries, list_currencies, list_merchants, list_transactions,
    },
    wire::WireObject,
};
use domain::TransactionKind;

/// What a call says of one property of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// The call does not tell.
    NotTold,
}

/// What one call of the test found.
#[derive(Debug, Clone)]
pub struct Probe {
    /// What was called.
    pub operation: Operation,
    /// A server answered.
    pub reachable: Finding,
    /// The connection is secure; not told where the base URL is plain HTTP to this machine.
    pub secure: Finding,
    /// Key and secret are taken.
    pub authenticated: Finding,
    /// This operation is allowed to them, from this machine's address.
    pub allowed: Finding,
    /// The answer has the expected shape.
    pub shape: Finding,
    /// Objects in the answer that are not understood.
    pub unread: usize,
    /// The partner's clock against ours.
    pub clock: Option<ClockOffset>,
    /// What became of the call, if it did not work.
    pub error: Option<CallError>,
    /// The record of the call.
    pub exchange: crate::Exchange,
}

impl Partner {
    /// Makes the test's calls, one after the other, and tells each as it ends. If the first gets
    /// no connection the others are not made.
    pub async fn test_connection(&self, mut tell: impl FnMut(Probe)) {
        let first = self.probe(list_countries()).await;
        let is_cut_off = first.reachable == Finding::No || first.secure == Finding::No;
        tell(first);
        if is_cut_off {
            return;
        }
        let one = PageAsk { page: 1, limit: 1 };
        tell(self.probe(list_currencies()).await);
        tell(self.probe(list_merchants().at(one)).await);
        for kind in TransactionKind::ALL {
            tell(self.probe(list_transactions(kind).at(one)).await);
        }
    }

    async fn probe<T: WireObject>(&self, list: List<T>) -> Probe {
        let mut probe = match self.send(&list).await {
            Ok(called) => worked(called),
            Err(error) => failed(error),
        };
        if self.base().is_plain() {
            probe.secure = Finding::NotTold;
        }
        probe
    }
}

fn worked<T>(called: Called<Page<T>>) -> Probe {
    let unread = called.value.unread.len();
    Probe {
        operation: called.exchange.operation,
        reachable: Finding::Yes,
        secure: Finding::Yes,
        authenticated: Finding::Yes,
        allowed: Finding::Yes,
        shape: if unread == 0 {
            Finding::Yes
        } else {
            Finding::No
        },
        unread,
        clock: called.exchange.clock_offset(),
        error: None,
        exchange: called.exchange,
    }
}

fn failed(error: CallError) -> Probe {
    use Finding::{No, NotTold, Yes};
    let [reachable, secure, authenticated, allowed, shape] = match &error.failure {
        Failure::NotSent { cause, .. } => match cause {
            NotSentCause::Dns | NotSentCause::Connect => [No, NotTold, NotTold, NotTold, NotTold],
            NotSentCause::Tls => [Yes, No, NotTold, NotTold, NotTold],
            NotSentCause::Request | NotSentCause::File | NotSentCause::Cancelled => [NotTold; 5],
        },
        Failure::Refused { status, .. } => match status {
            400 | 401 => [Yes, Yes, No, NotTold, NotTold],
            403 => [Yes, Yes, Yes, No, NotTold],
            _ => [Yes, Yes, NotTold, NotTold, NotTold],
        },
        Failure::RefusedInAnotherShape { .. } => [Yes, Yes, NotTold, NotTold, No],
        Failure::PartnerFailed { .. } => [Yes, Yes, NotTold, NotTold, NotTold],
        Failure::TimedOut | Failure::Broken { .. } | Failure::Cancelled => {
            [NotTold, Yes, NotTold, NotTold, NotTold]
        }
        Failure::TooLong { .. } | Failure::NotUnderstood(_) => [Yes, Yes, NotTold, NotTold, No],
    };
    Probe {
        operation: error.exchange.operation,
        reachable,
        secure,
        authenticated,
        allowed,
        shape,
        unread: 0,
        clock: error.exchange.clock_offset(),
        exchange: (*error.exchange).clone(),
        error: Some(error),
    }
}
