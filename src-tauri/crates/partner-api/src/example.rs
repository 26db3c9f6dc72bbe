//! An example of each operation's call and answer: for the explorer's forms, and for tests that go
//! through the whole table.

use crate::{
    Operation,
    endpoints::any_call::{AnyCall, AnyCallError},
};

/// An example call of an operation and an answer to it, as the API is known or assumed to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The value of the path's parameter.
    pub path_value: Option<&'static str>,
    /// The query.
    pub query: &'static [(&'static str, &'static str)],
    /// The JSON body.
    pub body: Option<&'static str>,
    /// An answer.
    pub answer: &'static str,
}

const MERCHANT: &str = concat!(
    r#"{"id":101,"legalName":"Adaeze Trading Ltd","email":"ops@adaeze.example","#,
    r#""country":"NG","kycStatus":"VALID","creationTime":1767603600000,"#,
    r#""lastUpdateTime":1767603600000}"#
);
const NEW_MERCHANT: &str = concat!(
    r#"{"legalName":"Adaeze Trading Ltd","email":"ops@adaeze.example","#,
    r#""contactName":"Ada Eze","phonePrefix":"234","phone":"8012345678","country":"NG","#,
    r#""state":"Lagos","city":"Lagos","address":"Broad Street","streetNumber":"12","#,
    r#""zipCode":"101001","industry":"TECHNOLOGY","localRegNumber":"RC123456"}"#
);
const ACCOUNT: &str = concat!(
    r#"{"id":201,"businessId":101,"currencySymbol":"USD","#,
    r#""nameOnAccount":"Shenzhen Parts Co","accountNumber":"000123456789","#,
    r#""bankName":"First Example Bank","swiftCode":"EXMPUS33","country":"US","#,
    r#""status":"ACTIVE"}"#
);
const NEW_ACCOUNT: &str = concat!(
    r#"{"businessId":101,"currencySymbol":"USD","nameOnAccount":"Shenzhen Parts Co","#,
    r#""accountNumber":"000123456789","bankName":"First Example Bank","#,
    r#""swiftCode":"EXMPUS33","country":"US","state":"NY","city":"New York","#,
    r#""address":"Wall Street","streetNumber":"1","zipCode":"10005","#,
    r#""invoiceUrl":"https://files.example/invoice.pdf"}"#
);
const TRANSACTION: &str = concat!(
    r#"{"businessRequestId":301,"creationTime":1767603600000,"#,
    r#""lastUpdateTime":1767603660000,"toAmount":"100000.0","fromAmount":"65.10","#,
    r#""purpose":"GOODS_PURCHASED","quoteApprovedDate":null,"depositApprovedDate":null,"#,
    r#""depositReceivedDate":null,"depositReceivedAmount":null,"payout":null,"#,
    r#""fromCurrencySymbol":"USDC (ERC-20)","toCurrencySymbol":"NGN","fromBusinessId":101,"#,
    r#""toBusinessExternalAccountId":201,"toBusinessId":101,"#,
    r#""clientStatus":"OnOff_AWAITING_QUOTE_APPROVAL"}"#
);
const COLLECTION: &str = concat!(
    r#"{"businessRequestId":301,"creationTime":1767603600000,"#,
    r#""lastUpdateTime":1767603660000,"toAmount":"5000.0","fromAmount":null,"#,
    r#""purpose":"PAYMENT_OF_SERVICES","fromCurrencySymbol":"NGN","toCurrencySymbol":"USD","#,
    r#""fromBusinessId":101,"toBusinessExternalAccountId":201,"toBusinessId":102,"#,
    r#""clientStatus":"Receive_PENDING"}"#
);
const NEW_PAYOUT: &str = concat!(
    r#"{"fromBusinessId":101,"toBusinessExternalAccountId":201,"#,
    r#""fromCurrencySymbol":"USDC (ERC-20)","toAmount":"100000.0","#,
    r#""purpose":"GOODS_PURCHASED","invoiceUrl":"https://files.example/invoice.pdf","#,
    r#""depositConfirmationUrl":"https://files.example/deposit.pdf"}"#
);
const NEW_FIAT: &str = concat!(
    r#"{"fromBusinessId":101,"toBusinessExternalAccountId":201,"fromCurrencySymbol":"NGN","#,
    r#""toAmount":"5000.0","purpose":"PAYMENT_OF_SERVICES","#,
    r#""invoiceUrl":"https://files.example/invoice.pdf"}"#
);
const PRICE: &str = r#"{"fromCurrencySymbol":"NGN","toCurrencySymbol":"USD","toAmount":"5000.0"}"#;
const RATE: &str = r#"{"rate":"1534.25","amount":"7671250.00"}"#;
const MERCHANT_OF_BODY: &str = r#"{"businessId":101}"#;
const ONBOARDING: &str = concat!(
    r#"{"businessId":101,"businessData":{"companyType":"CORPORATION","#,
    r#""tradingName":"Adaeze","industry":"TECHNOLOGY","service":"CONSULTING_SERVICES"}}"#
);
const DEPOSIT: &str = r#"{"depositConfirmationUrl":"https://files.example/deposit.pdf"}"#;
const REASON: &str = r#"{"reason":"OTHER","otherReason":"entered twice"}"#;
const FILE: &str = r#"{"url":"https://files.example/abc/invoice.pdf"}"#;
const PAGE: &[(&str, &str)] = &[("page", "0"), ("limit", "50")];
const ACCOUNT_PAGE: &[(&str, &str)] = &[("businessId", "101"), ("page", "0"), ("limit", "50")];

const fn fetched(
    path_value: Option<&'static str>,
    query: &'static [(&'static str, &'static str)],
    answer: &'static str,
) -> Example {
    Example {
        path_value,
        query,
        body: None,
        answer,
    }
}

const fn sent(
    path_value: Option<&'static str>,
    body: Option<&'static str>,
    answer: &'static str,
) -> Example {
    Example {
        path_value,
        query: &[],
        body,
        answer,
    }
}

impl Example {
    /// The example of an operation.
    #[must_use]
    pub const fn of(operation: Operation) -> Self {
        use Operation as Op;
        const TRANSACTION_ID: Option<&str> = Some("301");
        match operation {
            Op::ListCountries => fetched(None, &[], r#"[{"code":"NG","name":"Nigeria"}]"#),
            Op::ListCurrencies => fetched(
                None,
                &[],
                r#"{"data":[{"symbol":"USDC (ERC-20)"}],"total":1}"#,
            ),
            Op::CreateMerchant => sent(None, Some(NEW_MERCHANT), MERCHANT),
            Op::UpdateMerchant => sent(Some("101"), Some(MERCHANT), MERCHANT),
            Op::GetMerchant => fetched(Some("101"), &[], MERCHANT),
            Op::ListMerchants => fetched(
                None,
                PAGE,
                r#"{"items":[{"id":101,"kycStatus":"NEW"},{"id":102,"kycStatus":"ON_HOLD"}]}"#,
            ),
            Op::GetLegalAgreements => fetched(
                None,
                &[("businessId", "101")],
                r#"[{"id":1,"title":"Terms","url":"https://files.example/terms.pdf"}]"#,
            ),
            Op::AcceptLegalAgreements => sent(None, Some(MERCHANT_OF_BODY), MERCHANT_OF_BODY),
            Op::SubmitMerchantOnboarding => sent(None, Some(ONBOARDING), MERCHANT_OF_BODY),
            Op::CreateReceiverAccount => sent(None, Some(NEW_ACCOUNT), ACCOUNT),
            Op::UpdateReceiverAccount => sent(Some("201"), Some(ACCOUNT), ACCOUNT),
            Op::GetReceiverAccount => fetched(Some("201"), &[], ACCOUNT),
            Op::ListReceiverAccounts => fetched(
                None,
                ACCOUNT_PAGE,
                r#"{"content":[{"id":201,"status":"PENDING"}],"totalElements":1}"#,
            ),
            Op::CalculatePayoutFxRate
            | Op::CalculateEndToEndFxRate
            | Op::CalculateCollectionFxRate => sent(None, Some(PRICE), RATE),
            Op::CreatePayout => sent(None, Some(NEW_PAYOUT), TRANSACTION),
            Op::CreateEndToEnd => sent(None, Some(NEW_FIAT), TRANSACTION),
            Op::CreateCollection => sent(None, Some(NEW_FIAT), COLLECTION),
            Op::GetPayout | Op::GetEndToEnd => fetched(TRANSACTION_ID, &[], TRANSACTION),
            Op::GetCollection => fetched(TRANSACTION_ID, &[], COLLECTION),
            Op::ListPayouts | Op::ListEndToEnds | Op::ListCollections => fetched(
                None,
                PAGE,
                r#"{"rows":[{"businessRequestId":301,"clientStatus":"NONE"}],"count":1}"#,
            ),
            Op::ApprovePayoutQuote | Op::ApproveEndToEndQuote => {
                sent(TRANSACTION_ID, None, TRANSACTION)
            }
            Op::ApproveCollectionQuote => sent(TRANSACTION_ID, None, COLLECTION),
            Op::ApprovePayoutDeposit | Op::ApproveEndToEndDeposit => {
                sent(TRANSACTION_ID, Some(DEPOSIT), TRANSACTION)
            }
            Op::ApproveCollectionDeposit => sent(TRANSACTION_ID, None, COLLECTION),
            Op::CancelPayout | Op::CancelEndToEnd => {
                sent(TRANSACTION_ID, Some(REASON), TRANSACTION)
            }
            Op::CancelCollection => sent(TRANSACTION_ID, None, COLLECTION),
            Op::GetPayoutConfirmation => fetched(
                TRANSACTION_ID,
                &[],
                r#"{"businessRequestId":301,"status":"PENDING","url":null}"#,
            ),
            Op::UploadFile => sent(None, None, FILE),
        }
    }

    /// The example as a call.
    ///
    /// # Errors
    /// [`AnyCallError`] for the upload, which is no such call.
    pub fn call(self, operation: Operation) -> Result<AnyCall, AnyCallError> {
        let query = self.query.iter();
        let query: Vec<_> = query
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let body = self.body.map(str::as_bytes);
        AnyCall::new(operation, self.path_value, &query, body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_each_operation_is_a_call_that_the_table_allows() {
        for operation in Operation::ALL {
            let call = Example::of(*operation).call(*operation);
            assert_eq!(
                call.is_ok(),
                *operation != Operation::UploadFile,
                "{operation}"
            );
        }
    }
}
