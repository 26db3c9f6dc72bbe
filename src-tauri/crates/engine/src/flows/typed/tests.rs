//! Tables of what people type, good and bad.

use super::*;

fn typed() -> TypedTransaction {
    let text = str::to_owned;
    TypedTransaction {
        kind: TransactionKind::Payout,
        source: text("101"),
        target: text(""),
        account: text("201"),
        to_currency: text("USD"),
        to_amount: text("100000.0"),
        from_currency: text("USDC (ERC-20)"),
        purpose: text("GOODS_PURCHASED"),
        invoice_url: text("https://files.example/i.pdf"),
        deposit_confirmation_url: text("https://files.example/d.pdf"),
    }
}

fn of_amount(text: &str, currency: &str) -> (Option<String>, Vec<(Weight, String)>) {
    let read = read(&TypedTransaction {
        to_amount: text.to_owned(),
        to_currency: currency.to_owned(),
        ..typed()
    });
    let found = read.findings.into_iter();
    let found = found.map(|one| {
        assert_eq!(one.term, Term::ToAmount, "{text:?}: {one:?}");
        (one.weight, one.words)
    });
    (read.to_amount.map(String::from), found.collect())
}

#[test]
fn an_amount_is_sent_to_the_last_digit_as_it_was_typed() {
    for (text, sent) in [
        ("100000.0", "100000.0"),
        (" 250.00 ", "250.00"),
        ("0.30", "0.30"),
        ("1", "1"),
        ("999999999999.99", "999999999999.99"),
    ] {
        assert_eq!(of_amount(text, "USD"), (Some(sent.to_owned()), vec![]));
    }
    let eighteen = "0.000000000000000001";
    let sent = Some(eighteen.to_owned());
    assert_eq!(of_amount(eighteen, "USDC (ERC-20)"), (sent, vec![]));
}

#[test]
fn an_amount_that_is_none_is_stopped_with_what_to_write() {
    let nothing = "more than nothing";
    let separators = "without thousands separators";
    let exponent = "without an exponent";
    let digits = "Digits alone";
    let none = "the digits 0 to 9";
    for (text, said) in [
        ("", "how much the receiver gets"),
        ("   ", "how much the receiver gets"),
        ("0", nothing),
        ("0.000", nothing),
        ("-0", nothing),
        ("-5", nothing),
        ("-0.01", nothing),
        ("1,000", separators),
        ("1,000.50", separators),
        ("1.000,50", separators),
        ("1 000", separators),
        ("1\u{a0}000", separators),
        ("1\u{202f}000", separators),
        ("1'000", separators),
        ("1_000", separators),
        ("1e5", exponent),
        ("1E+5", exponent),
        ("2.5e-3", exponent),
        ("+5", digits),
        ("--5", digits),
        (".5", digits),
        ("5.", digits),
        ("1.2.3", digits),
        ("0x10", digits),
        ("100USD", digits),
        ("$100", digits),
        ("−5", digits),
        ("abc", none),
        ("NaN", none),
        ("Infinity", none),
        ("١٢٣", none),
        ("１２３", none),
        ("-", none),
        (".", none),
    ] {
        let (sent, found) = of_amount(text, "USD");
        assert_eq!(sent, None, "{text:?}");
        let [(Weight::Error, words)] = &found[..] else {
            panic!("{text:?}: {found:?}");
        };
        assert!(words.contains(said), "{text:?}: {words}");
    }
    let (sent, found) = of_amount(&"9".repeat(200), "USD");
    assert_eq!(sent, None);
    assert!(found[0].1.contains("too long"), "{found:?}");
}

#[test]
fn an_amount_that_may_be_a_slip_is_sent_and_said() {
    let long = "12345678901234567890123456789012345678";
    for (text, currency, said) in [
        (long, "USD", "38 digits"),
        ("0.000000000000000001", "USD", "USD rarely has 18 decimals"),
        ("10.1234", "NGN", "NGN rarely has 4 decimals"),
        ("1.000", "USD", "this is 1 and a fraction, not 1000"),
        ("100.250", "USDC (ERC-20)", "not 100250"),
        ("007", "USD", "begins with a zero"),
    ] {
        let (sent, found) = of_amount(text, currency);
        assert_eq!(sent.as_deref(), Some(text));
        let [(Weight::Warning, words)] = &found[..] else {
            panic!("{text:?}: {found:?}");
        };
        assert!(words.contains(said), "{text:?}: {words}");
    }
}

#[test]
fn what_is_missing_or_wrong_is_told_at_its_field() {
    let blank = TypedTransaction {
        kind: TransactionKind::Payout,
        source: String::new(),
        target: String::new(),
        account: String::new(),
        to_currency: " ".to_owned(),
        to_amount: String::new(),
        from_currency: String::new(),
        purpose: String::new(),
        invoice_url: String::new(),
        deposit_confirmation_url: String::new(),
    };
    let names = |typed: &TypedTransaction| -> Vec<&str> {
        let read = read(typed);
        assert_eq!(
            read.wanted(None, false).is_some(),
            read.errors().next().is_none()
        );
        let errors: Vec<&str> = read.errors().map(|one| one.term.name()).collect();
        errors
    };
    let all = [
        "fromBusinessId",
        "toBusinessExternalAccountId",
        "toCurrency",
        "toAmount",
        "fromCurrencySymbol",
        "purpose",
        "invoiceUrl",
        "depositConfirmationUrl",
    ];
    assert_eq!(names(&blank), all);
    assert!(read(&blank).findings.iter().all(|one| one.is_missing));
    let collection = TypedTransaction {
        kind: TransactionKind::Collection,
        ..blank
    };
    assert_eq!(names(&collection), all[..7]);
    assert_eq!(names(&typed()), [""; 0]);

    let wrong = TypedTransaction {
        source: "Adaeze".to_owned(),
        target: "0".to_owned(),
        account: "-1".to_owned(),
        from_currency: "US\u{7}D".to_owned(),
        invoice_url: "http://files.example/i.pdf".to_owned(),
        deposit_confirmation_url: "https://files.example/d e.pdf".to_owned(),
        purpose: "GIFT".to_owned(),
        ..typed()
    };
    let wanted = [
        "fromBusinessId",
        "target",
        "toBusinessExternalAccountId",
        "fromCurrencySymbol",
        "invoiceUrl",
        "depositConfirmationUrl",
    ];
    assert_eq!(names(&wrong), wanted);
    let warned = |one: &TermFinding| one.weight == Weight::Warning && one.term == Term::Purpose;
    assert!(read(&wrong).findings.iter().any(warned));
}

#[test]
fn a_target_counts_for_the_kinds_that_have_one() {
    let with = |kind| {
        let typed = TypedTransaction {
            kind,
            target: "102".to_owned(),
            ..typed()
        };
        let wanted = read(&typed).wanted(Some(7), true).unwrap();
        assert_eq!(
            (wanted.kind(), wanted.rate, wanted.again),
            (kind, Some(7), true)
        );
        wanted.target.map(|target| target.number().get())
    };
    assert_eq!(with(TransactionKind::Payout), Some(102));
    assert_eq!(with(TransactionKind::EndToEnd), Some(102));
    assert_eq!(with(TransactionKind::Collection), None);
}

#[test]
fn a_currency_that_the_partners_list_does_not_have_is_warned_of_and_no_list_says_nothing() {
    let entry = |code: Option<&str>| ListEntry {
        code: code.map(str::to_owned),
        name: None,
        json: String::new(),
    };
    let warned = |listed: &[Option<&str>]| -> Vec<(Term, Weight)> {
        let listed: Vec<ListEntry> = listed.iter().copied().map(entry).collect();
        let found = not_listed(&read(&typed()), &listed).into_iter();
        found.map(|one| (one.term, one.weight)).collect()
    };
    let (to, from) = (Term::ToCurrency, Term::FromCurrency);
    assert_eq!(warned(&[Some("USD"), Some("USDC (ERC-20)")]), []);
    assert_eq!(warned(&[Some("USD")]), [(from, Weight::Warning)]);
    // Another network is another currency, and letters count.
    let others = [Some("usd"), Some("USDC (TRC-20)")];
    assert_eq!(
        warned(&others),
        [(to, Weight::Warning), (from, Weight::Warning)]
    );
    assert_eq!(warned(&[]), []);
    assert_eq!(warned(&[Some("NGN"), None]), [], "it may be the one");
    let nothing = TypedTransaction {
        to_currency: String::new(),
        from_currency: String::new(),
        ..typed()
    };
    let listed = [entry(Some("NGN"))];
    assert_eq!(not_listed(&read(&nothing), &listed), []);
}
